-- Three roles: the owner makes and changes tables, the application only uses them, and backups are made past the wall by the third.
CREATE ROLE seloste_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD 'change-this-1';
CREATE ROLE seloste_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD 'change-this-2';
-- It reads everything and changes nothing; CREATEDB is for the database that `seloste backup test` restores into and removes.
CREATE ROLE seloste_backup LOGIN NOSUPERUSER BYPASSRLS CREATEDB NOCREATEROLE PASSWORD 'change-this-3';
GRANT pg_read_all_data TO seloste_backup;
-- Values stay out of the server's log; only a superuser may say so.
ALTER ROLE seloste_app SET log_min_error_statement = 'panic';
ALTER ROLE seloste_app SET log_error_verbosity = 'terse';
ALTER ROLE seloste_app SET log_parameter_max_length = 0;
CREATE DATABASE seloste OWNER seloste_owner TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE seloste FROM PUBLIC;
GRANT CONNECT ON DATABASE seloste TO seloste_app, seloste_backup;
\connect seloste
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO seloste_app;
ALTER DEFAULT PRIVILEGES FOR ROLE seloste_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO seloste_app;
ALTER DEFAULT PRIVILEGES FOR ROLE seloste_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO seloste_app;
