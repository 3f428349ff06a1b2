-- +goose Up
-- add column "below_plan_since" to table: "incidents"
ALTER TABLE `incidents` ADD COLUMN `below_plan_since` datetime NULL;

-- +goose Down
-- reverse: add column "below_plan_since" to table: "incidents"
ALTER TABLE `incidents` DROP COLUMN `below_plan_since`;
