-- +goose Up
-- modify "incidents" table
ALTER TABLE "incidents" ADD COLUMN "below_plan_since" timestamptz NULL;

-- +goose Down
-- reverse: modify "incidents" table
ALTER TABLE "incidents" DROP COLUMN "below_plan_since";
