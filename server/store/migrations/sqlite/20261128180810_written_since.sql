-- +goose Up
-- add column "written_since" to table: "deadlines"
ALTER TABLE `deadlines` ADD COLUMN `written_since` datetime NULL;
-- add column "written_at" to table: "reports"
ALTER TABLE `reports` ADD COLUMN `written_at` datetime NULL;

-- +goose Down
-- reverse: add column "written_at" to table: "reports"
ALTER TABLE `reports` DROP COLUMN `written_at`;
-- reverse: add column "written_since" to table: "deadlines"
ALTER TABLE `deadlines` DROP COLUMN `written_since`;
