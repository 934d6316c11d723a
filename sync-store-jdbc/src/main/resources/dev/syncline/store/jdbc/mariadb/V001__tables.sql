-- Syncline's tables, first version.
-- Ids and keys are bytes of UTF-8: every text collation of MySQL's drops blanks at the end or folds letters.
CREATE TABLE IF NOT EXISTS {version} (
  version INT NOT NULL,
  script VARCHAR(100) NOT NULL,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
  PRIMARY KEY (version)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC;

CREATE TABLE IF NOT EXISTS {lease} (
  resource_name VARBINARY(570) NOT NULL,
  holder_name VARBINARY(570) NOT NULL,
  fence BIGINT NOT NULL,
  until_second BIGINT NOT NULL,
  until_nano INT NOT NULL,
  PRIMARY KEY (resource_name)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC;

-- long_names holds what does not fit into the columns to search by: null for nearly every row.
CREATE TABLE IF NOT EXISTS {link} (
  plan_name VARBINARY(570) NOT NULL,
  flow_name VARBINARY(570) NOT NULL,
  link_key VARBINARY(570) NOT NULL,
  left_id VARBINARY(570),
  right_id VARBINARY(570),
  revision BIGINT NOT NULL,
  long_names MEDIUMBLOB,
  body LONGBLOB NOT NULL,
  PRIMARY KEY (plan_name, flow_name, link_key),
  UNIQUE (plan_name, flow_name, left_id),
  UNIQUE (plan_name, flow_name, right_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC;

CREATE TABLE IF NOT EXISTS {entry} (
  scope_name VARBINARY(570) NOT NULL,
  kind_name VARBINARY(570) NOT NULL,
  entry_key VARBINARY(570) NOT NULL,
  long_names MEDIUMBLOB,
  body LONGBLOB NOT NULL,
  PRIMARY KEY (scope_name, kind_name, entry_key)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC;

-- The last number given to a plan's notices and journal rows.
CREATE TABLE IF NOT EXISTS {sequence} (
  plan_name VARBINARY(570) NOT NULL,
  kind_name VARBINARY(570) NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (plan_name, kind_name)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC;

CREATE TABLE IF NOT EXISTS {notice} (
  plan_name VARBINARY(570) NOT NULL,
  notice_number BIGINT NOT NULL,
  side_name VARBINARY(570) NOT NULL,
  type_name MEDIUMBLOB NOT NULL,
  entity_id MEDIUMBLOB NOT NULL,
  gone INT NOT NULL,
  not_before_second BIGINT NOT NULL,
  not_before_nano INT NOT NULL,
  PRIMARY KEY (plan_name, notice_number)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC;

CREATE TABLE IF NOT EXISTS {journal} (
  plan_name VARBINARY(570) NOT NULL,
  row_number_in_plan BIGINT NOT NULL,
  run_id MEDIUMBLOB NOT NULL,
  at_second BIGINT NOT NULL,
  at_nano INT NOT NULL,
  flow_name VARBINARY(570) NOT NULL,
  side_name VARBINARY(570) NOT NULL,
  entity_id VARBINARY(570) NOT NULL,
  what MEDIUMBLOB NOT NULL,
  PRIMARY KEY (plan_name, row_number_in_plan)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC;

INSERT IGNORE INTO {version} (version, script) VALUES (1, 'V001__tables');
