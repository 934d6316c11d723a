-- Syncline's tables, first version.
CREATE TABLE IF NOT EXISTS {version} (
  version INT NOT NULL,
  script VARCHAR(100) NOT NULL,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
  PRIMARY KEY (version)
);

CREATE TABLE IF NOT EXISTS {lease} (
  resource_name TEXT NOT NULL,
  holder_name TEXT NOT NULL,
  fence INTEGER NOT NULL,
  until_second INTEGER NOT NULL,
  until_nano INTEGER NOT NULL,
  PRIMARY KEY (resource_name)
);

-- long_names holds what does not fit into the columns to search by: null for nearly every row.
CREATE TABLE IF NOT EXISTS {link} (
  plan_name TEXT NOT NULL,
  flow_name TEXT NOT NULL,
  link_key TEXT NOT NULL,
  left_id TEXT,
  right_id TEXT,
  revision INTEGER NOT NULL,
  long_names BLOB,
  body BLOB NOT NULL,
  PRIMARY KEY (plan_name, flow_name, link_key),
  UNIQUE (plan_name, flow_name, left_id),
  UNIQUE (plan_name, flow_name, right_id)
);

CREATE TABLE IF NOT EXISTS {entry} (
  scope_name TEXT NOT NULL,
  kind_name TEXT NOT NULL,
  entry_key TEXT NOT NULL,
  long_names BLOB,
  body BLOB NOT NULL,
  PRIMARY KEY (scope_name, kind_name, entry_key)
);

-- The last number given to a plan's notices and journal rows.
CREATE TABLE IF NOT EXISTS {sequence} (
  plan_name TEXT NOT NULL,
  kind_name TEXT NOT NULL,
  last_number INTEGER NOT NULL,
  PRIMARY KEY (plan_name, kind_name)
);

CREATE TABLE IF NOT EXISTS {notice} (
  plan_name TEXT NOT NULL,
  notice_number INTEGER NOT NULL,
  side_name TEXT NOT NULL,
  type_name TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  gone INTEGER NOT NULL,
  not_before_second INTEGER NOT NULL,
  not_before_nano INTEGER NOT NULL,
  PRIMARY KEY (plan_name, notice_number)
);

CREATE TABLE IF NOT EXISTS {journal} (
  plan_name TEXT NOT NULL,
  row_number_in_plan INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  at_second INTEGER NOT NULL,
  at_nano INTEGER NOT NULL,
  flow_name TEXT NOT NULL,
  side_name TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  what TEXT NOT NULL,
  PRIMARY KEY (plan_name, row_number_in_plan)
);

INSERT INTO {version} (version, script) VALUES (1, 'V001__tables') ON CONFLICT DO NOTHING;
