-- Syncline's tables, first version.
-- Ids and keys are compared byte by byte, whatever the database's collation.
CREATE TABLE IF NOT EXISTS {version} (
  version INT NOT NULL,
  script VARCHAR(100) NOT NULL,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
  PRIMARY KEY (version)
);

CREATE TABLE IF NOT EXISTS {lease} (
  resource_name TEXT COLLATE "C" NOT NULL,
  holder_name TEXT COLLATE "C" NOT NULL,
  fence BIGINT NOT NULL,
  until_second BIGINT NOT NULL,
  until_nano INT NOT NULL,
  PRIMARY KEY (resource_name)
);

-- long_names holds what does not fit into the columns to search by: null for nearly every row.
CREATE TABLE IF NOT EXISTS {link} (
  plan_name TEXT COLLATE "C" NOT NULL,
  flow_name TEXT COLLATE "C" NOT NULL,
  link_key TEXT COLLATE "C" NOT NULL,
  left_id TEXT COLLATE "C",
  right_id TEXT COLLATE "C",
  revision BIGINT NOT NULL,
  long_names BYTEA,
  body BYTEA NOT NULL,
  PRIMARY KEY (plan_name, flow_name, link_key),
  UNIQUE (plan_name, flow_name, left_id),
  UNIQUE (plan_name, flow_name, right_id)
);

CREATE TABLE IF NOT EXISTS {entry} (
  scope_name TEXT COLLATE "C" NOT NULL,
  kind_name TEXT COLLATE "C" NOT NULL,
  entry_key TEXT COLLATE "C" NOT NULL,
  long_names BYTEA,
  body BYTEA NOT NULL,
  PRIMARY KEY (scope_name, kind_name, entry_key)
);

-- The last number given to a plan's notices and journal rows.
CREATE TABLE IF NOT EXISTS {sequence} (
  plan_name TEXT COLLATE "C" NOT NULL,
  kind_name TEXT COLLATE "C" NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (plan_name, kind_name)
);

CREATE TABLE IF NOT EXISTS {notice} (
  plan_name TEXT COLLATE "C" NOT NULL,
  notice_number BIGINT NOT NULL,
  side_name TEXT COLLATE "C" NOT NULL,
  type_name TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  gone INT NOT NULL,
  not_before_second BIGINT NOT NULL,
  not_before_nano INT NOT NULL,
  PRIMARY KEY (plan_name, notice_number)
);

CREATE TABLE IF NOT EXISTS {journal} (
  plan_name TEXT COLLATE "C" NOT NULL,
  row_number_in_plan BIGINT NOT NULL,
  run_id TEXT NOT NULL,
  at_second BIGINT NOT NULL,
  at_nano INT NOT NULL,
  flow_name TEXT COLLATE "C" NOT NULL,
  side_name TEXT COLLATE "C" NOT NULL,
  entity_id TEXT COLLATE "C" NOT NULL,
  what TEXT NOT NULL,
  PRIMARY KEY (plan_name, row_number_in_plan)
);

INSERT INTO {version} (version, script) VALUES (1, 'V001__tables') ON CONFLICT DO NOTHING;
