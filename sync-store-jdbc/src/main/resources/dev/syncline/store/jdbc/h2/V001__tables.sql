-- Syncline's tables, first version.
CREATE TABLE IF NOT EXISTS {version} (
  version INT NOT NULL,
  script VARCHAR(100) NOT NULL,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
  PRIMARY KEY (version)
);

CREATE TABLE IF NOT EXISTS {lease} (
  resource_name VARCHAR(190) NOT NULL,
  holder_name VARCHAR(190) NOT NULL,
  fence BIGINT NOT NULL,
  until_second BIGINT NOT NULL,
  until_nano INT NOT NULL,
  PRIMARY KEY (resource_name)
);

-- long_names holds what does not fit into the columns to search by: null for nearly every row.
CREATE TABLE IF NOT EXISTS {link} (
  plan_name VARCHAR(190) NOT NULL,
  flow_name VARCHAR(190) NOT NULL,
  link_key VARCHAR(190) NOT NULL,
  left_id VARCHAR(190),
  right_id VARCHAR(190),
  revision BIGINT NOT NULL,
  long_names VARBINARY(65536),
  body VARBINARY(1048576) NOT NULL,
  PRIMARY KEY (plan_name, flow_name, link_key),
  UNIQUE (plan_name, flow_name, left_id),
  UNIQUE (plan_name, flow_name, right_id)
);

CREATE TABLE IF NOT EXISTS {entry} (
  scope_name VARCHAR(190) NOT NULL,
  kind_name VARCHAR(190) NOT NULL,
  entry_key VARCHAR(190) NOT NULL,
  long_names VARBINARY(65536),
  body VARBINARY(1048576) NOT NULL,
  PRIMARY KEY (scope_name, kind_name, entry_key)
);

-- The last number given to a plan's notices and journal rows.
CREATE TABLE IF NOT EXISTS {sequence} (
  plan_name VARCHAR(190) NOT NULL,
  kind_name VARCHAR(190) NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (plan_name, kind_name)
);

CREATE TABLE IF NOT EXISTS {notice} (
  plan_name VARCHAR(190) NOT NULL,
  notice_number BIGINT NOT NULL,
  side_name VARCHAR(190) NOT NULL,
  type_name VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  gone INT NOT NULL,
  not_before_second BIGINT NOT NULL,
  not_before_nano INT NOT NULL,
  PRIMARY KEY (plan_name, notice_number)
);

CREATE TABLE IF NOT EXISTS {journal} (
  plan_name VARCHAR(190) NOT NULL,
  row_number_in_plan BIGINT NOT NULL,
  run_id VARCHAR NOT NULL,
  at_second BIGINT NOT NULL,
  at_nano INT NOT NULL,
  flow_name VARCHAR(190) NOT NULL,
  side_name VARCHAR(190) NOT NULL,
  entity_id VARCHAR(190) NOT NULL,
  what VARCHAR NOT NULL,
  PRIMARY KEY (plan_name, row_number_in_plan)
);

MERGE INTO {version} (version, script) KEY (version) VALUES (1, 'V001__tables');
