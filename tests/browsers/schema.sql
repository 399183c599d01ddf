-- Tables of the browsers' own databases, as Chromium 156 and Firefox 153 created them (2026).
-- Only the tables that are asked about; older forms are written in the tests that need them.

-- History
CREATE TABLE urls (
    id INTEGER PRIMARY KEY AUTOINCREMENT, url LONGVARCHAR, title LONGVARCHAR,
    visit_count INTEGER DEFAULT 0 NOT NULL, typed_count INTEGER DEFAULT 0 NOT NULL,
    last_visit_time INTEGER NOT NULL, hidden INTEGER DEFAULT 0 NOT NULL
);
CREATE TABLE visits (
    id INTEGER PRIMARY KEY AUTOINCREMENT, url INTEGER NOT NULL, visit_time INTEGER NOT NULL,
    from_visit INTEGER, external_referrer_url TEXT, transition INTEGER DEFAULT 0 NOT NULL,
    segment_id INTEGER, visit_duration INTEGER DEFAULT 0 NOT NULL,
    incremented_omnibox_typed_score BOOLEAN DEFAULT FALSE NOT NULL, opener_visit INTEGER,
    originator_cache_guid TEXT, originator_visit_id INTEGER, originator_from_visit INTEGER,
    originator_opener_visit INTEGER, is_known_to_sync BOOLEAN DEFAULT FALSE NOT NULL,
    consider_for_ntp_most_visited BOOLEAN DEFAULT FALSE NOT NULL,
    visited_link_id INTEGER DEFAULT 0 NOT NULL, app_id TEXT
);
CREATE TABLE downloads (
    id INTEGER PRIMARY KEY, guid VARCHAR NOT NULL, current_path LONGVARCHAR NOT NULL,
    target_path LONGVARCHAR NOT NULL, start_time INTEGER NOT NULL,
    received_bytes INTEGER NOT NULL, total_bytes INTEGER NOT NULL, state INTEGER NOT NULL,
    danger_type INTEGER NOT NULL, interrupt_reason INTEGER NOT NULL, hash BLOB NOT NULL,
    end_time INTEGER NOT NULL, opened INTEGER NOT NULL, last_access_time INTEGER NOT NULL,
    transient INTEGER NOT NULL, referrer VARCHAR NOT NULL, site_url VARCHAR NOT NULL,
    embedder_download_data VARCHAR NOT NULL, tab_url VARCHAR NOT NULL,
    tab_referrer_url VARCHAR NOT NULL, http_method VARCHAR NOT NULL, by_ext_id VARCHAR NOT NULL,
    by_ext_name VARCHAR NOT NULL, by_web_app_id VARCHAR NOT NULL, etag VARCHAR NOT NULL,
    last_modified VARCHAR NOT NULL, mime_type VARCHAR(255) NOT NULL,
    original_mime_type VARCHAR(255) NOT NULL
);

-- Cookies
CREATE TABLE cookies (
    creation_utc INTEGER NOT NULL, host_key TEXT NOT NULL, top_frame_site_key TEXT NOT NULL,
    name TEXT NOT NULL, value TEXT NOT NULL, encrypted_value BLOB NOT NULL, path TEXT NOT NULL,
    expires_utc INTEGER NOT NULL, is_secure INTEGER NOT NULL, is_httponly INTEGER NOT NULL,
    last_access_utc INTEGER NOT NULL, has_expires INTEGER NOT NULL,
    is_persistent INTEGER NOT NULL, priority INTEGER NOT NULL, samesite INTEGER NOT NULL,
    source_scheme INTEGER NOT NULL, source_port INTEGER NOT NULL,
    last_update_utc INTEGER NOT NULL, source_type INTEGER NOT NULL,
    has_cross_site_ancestor INTEGER NOT NULL
);

-- Login Data
CREATE TABLE logins (
    origin_url VARCHAR NOT NULL, action_url VARCHAR, username_element VARCHAR,
    username_value VARCHAR, password_element VARCHAR, password_value BLOB, submit_element VARCHAR,
    signon_realm VARCHAR NOT NULL, date_created INTEGER NOT NULL,
    blacklisted_by_user INTEGER NOT NULL, scheme INTEGER NOT NULL, password_type INTEGER,
    times_used INTEGER, form_data BLOB, display_name VARCHAR, icon_url VARCHAR,
    federation_url VARCHAR, skip_zero_click INTEGER, generation_upload_status INTEGER,
    possible_username_pairs BLOB, id INTEGER PRIMARY KEY AUTOINCREMENT,
    date_last_used INTEGER NOT NULL DEFAULT 0, moving_blocked_for BLOB,
    date_password_modified INTEGER NOT NULL DEFAULT 0, sender_email VARCHAR, sender_name VARCHAR,
    date_received INTEGER, sharing_notification_displayed INTEGER NOT NULL DEFAULT 0,
    keychain_identifier BLOB, sender_profile_image_url VARCHAR,
    date_last_filled INTEGER NOT NULL DEFAULT 0, actor_login_approved INTEGER NOT NULL DEFAULT 0,
    UNIQUE (origin_url, username_element, username_value, password_element, signon_realm)
);

-- Web Data
CREATE TABLE autofill (
    name VARCHAR, value VARCHAR, value_lower VARCHAR, date_created INTEGER DEFAULT 0,
    date_last_used INTEGER DEFAULT 0, count INTEGER DEFAULT 1, PRIMARY KEY (name, value)
);
CREATE TABLE addresses (
    guid VARCHAR PRIMARY KEY, use_count INTEGER NOT NULL DEFAULT 0,
    use_date INTEGER NOT NULL DEFAULT 0, date_modified INTEGER NOT NULL DEFAULT 0,
    language_code VARCHAR, label VARCHAR, initial_creator_id INTEGER DEFAULT 0,
    record_type INTEGER
);
CREATE TABLE credit_cards (
    guid VARCHAR PRIMARY KEY, name_on_card VARCHAR, expiration_month INTEGER,
    expiration_year INTEGER, card_number_encrypted BLOB, date_modified INTEGER NOT NULL DEFAULT 0,
    use_count INTEGER NOT NULL DEFAULT 0, use_date INTEGER NOT NULL DEFAULT 0,
    billing_address_id VARCHAR, nickname VARCHAR, is_user_confirmed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE local_ibans (
    guid VARCHAR PRIMARY KEY, use_count INTEGER NOT NULL DEFAULT 0,
    use_date INTEGER NOT NULL DEFAULT 0, value_encrypted VARCHAR, nickname VARCHAR
);
CREATE TABLE masked_credit_cards (
    id VARCHAR, name_on_card VARCHAR, network VARCHAR, last_four VARCHAR,
    exp_month INTEGER DEFAULT 0, exp_year INTEGER DEFAULT 0, bank_name VARCHAR, nickname VARCHAR,
    card_issuer INTEGER DEFAULT 0, instrument_id INTEGER DEFAULT 0,
    virtual_card_enrollment_state INTEGER DEFAULT 0, card_art_url VARCHAR,
    product_description VARCHAR, card_issuer_id VARCHAR,
    virtual_card_enrollment_type INTEGER DEFAULT 0, product_terms_url VARCHAR,
    card_info_retrieval_enrollment_state INTEGER DEFAULT 0, card_benefit_source INTEGER DEFAULT 0,
    card_creation_source INTEGER DEFAULT 0
);
CREATE TABLE local_stored_cvc (
    guid VARCHAR PRIMARY KEY NOT NULL, value_encrypted VARCHAR NOT NULL,
    last_updated_timestamp INTEGER NOT NULL
);
CREATE TABLE server_stored_cvc (
    instrument_id INTEGER PRIMARY KEY NOT NULL, value_encrypted VARCHAR NOT NULL,
    last_updated_timestamp INTEGER NOT NULL
);
CREATE TABLE masked_ibans (
    instrument_id VARCHAR PRIMARY KEY NOT NULL, prefix VARCHAR NOT NULL, suffix VARCHAR NOT NULL,
    nickname VARCHAR
);

-- places.sqlite
CREATE TABLE moz_places (
    id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR, rev_host LONGVARCHAR,
    visit_count INTEGER DEFAULT 0, hidden INTEGER DEFAULT 0 NOT NULL,
    typed INTEGER DEFAULT 0 NOT NULL, frecency INTEGER DEFAULT -1 NOT NULL,
    last_visit_date INTEGER, guid TEXT, foreign_count INTEGER DEFAULT 0 NOT NULL,
    url_hash INTEGER DEFAULT 0 NOT NULL, description TEXT, preview_image_url TEXT, site_name TEXT,
    origin_id INTEGER REFERENCES moz_origins(id), recalc_frecency INTEGER NOT NULL DEFAULT 0,
    alt_frecency INTEGER, recalc_alt_frecency INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE moz_historyvisits (
    id INTEGER PRIMARY KEY, from_visit INTEGER, place_id INTEGER, visit_date INTEGER,
    visit_type INTEGER, session INTEGER, source INTEGER DEFAULT 0 NOT NULL,
    triggeringPlaceId INTEGER
);
CREATE TABLE moz_anno_attributes (
    id INTEGER PRIMARY KEY, name VARCHAR(32) UNIQUE NOT NULL
);
CREATE TABLE moz_annos (
    id INTEGER PRIMARY KEY, place_id INTEGER NOT NULL, anno_attribute_id INTEGER,
    content LONGVARCHAR, flags INTEGER DEFAULT 0, expiration INTEGER DEFAULT 0,
    type INTEGER DEFAULT 0, dateAdded INTEGER DEFAULT 0, lastModified INTEGER DEFAULT 0
);

-- cookies.sqlite
CREATE TABLE moz_cookies (
    id INTEGER PRIMARY KEY, originAttributes TEXT NOT NULL DEFAULT '', name TEXT, value TEXT,
    host TEXT, path TEXT, expiry INTEGER, lastAccessed INTEGER, creationTime INTEGER,
    isSecure INTEGER, isHttpOnly INTEGER, inBrowserElement INTEGER DEFAULT 0,
    sameSite INTEGER DEFAULT 0, schemeMap INTEGER DEFAULT 0,
    isPartitionedAttributeSet INTEGER DEFAULT 0, updateTime INTEGER,
    CONSTRAINT moz_uniqueid UNIQUE (name, host, path, originAttributes)
);

-- formhistory.sqlite
CREATE TABLE moz_formhistory (
    id INTEGER PRIMARY KEY, fieldname TEXT NOT NULL, value TEXT NOT NULL, timesUsed INTEGER,
    firstUsed INTEGER, lastUsed INTEGER, guid TEXT
);

-- permissions.sqlite
CREATE TABLE moz_perms (
    id INTEGER PRIMARY KEY, origin TEXT, type TEXT, permission INTEGER, expireType INTEGER,
    expireTime INTEGER, modificationTime INTEGER
);

-- logins.db
CREATE TABLE loginsL (
    id INTEGER PRIMARY KEY AUTOINCREMENT, origin TEXT NOT NULL, httpRealm TEXT,
    formActionOrigin TEXT, usernameField TEXT, passwordField TEXT,
    timesUsed INTEGER NOT NULL DEFAULT 0, timeCreated INTEGER NOT NULL, timeLastUsed INTEGER,
    timePasswordChanged INTEGER NOT NULL, timeLastBreachAlertDismissed INTEGER, secFields TEXT,
    guid TEXT NOT NULL UNIQUE, local_modified INTEGER, is_deleted TINYINT NOT NULL DEFAULT 0,
    sync_status TINYINT NOT NULL DEFAULT 0
);
CREATE TABLE loginsM (
    id INTEGER PRIMARY KEY AUTOINCREMENT, origin TEXT NOT NULL, httpRealm TEXT,
    formActionOrigin TEXT, usernameField TEXT, passwordField TEXT,
    timesUsed INTEGER NOT NULL DEFAULT 0, timeCreated INTEGER NOT NULL, timeLastUsed INTEGER,
    timePasswordChanged INTEGER NOT NULL, timeLastBreachAlertDismissed INTEGER, secFields TEXT,
    guid TEXT NOT NULL UNIQUE, server_modified INTEGER NOT NULL,
    is_overridden TINYINT NOT NULL DEFAULT 0, enc_unknown_fields TEXT
);

-- webappsstore.sqlite
CREATE TABLE webappsstore2 (
    originAttributes TEXT, originKey TEXT, scope TEXT, key TEXT, value TEXT
);

-- Safari: History.db and SafariTabs.db, as public dumps of macOS 26 show them (2026)
CREATE TABLE history_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, domain_expansion TEXT NULL,
    visit_count INTEGER NOT NULL, daily_visit_counts BLOB NOT NULL, weekly_visit_counts BLOB NULL,
    autocomplete_triggers BLOB NULL, should_recompute_derived_visit_counts INTEGER NOT NULL,
    visit_count_score INTEGER NOT NULL, status_code INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE history_visits (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    history_item INTEGER NOT NULL REFERENCES history_items(id) ON DELETE CASCADE,
    visit_time REAL NOT NULL, title TEXT NULL, load_successful BOOLEAN NOT NULL DEFAULT 1,
    http_non_get BOOLEAN NOT NULL DEFAULT 0, synthesized BOOLEAN NOT NULL DEFAULT 0,
    redirect_source INTEGER NULL UNIQUE REFERENCES history_visits(id) ON DELETE CASCADE,
    redirect_destination INTEGER NULL UNIQUE REFERENCES history_visits(id) ON DELETE CASCADE,
    origin INTEGER NOT NULL DEFAULT 0, generation INTEGER NOT NULL DEFAULT 0,
    attributes INTEGER NOT NULL DEFAULT 0, score INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE bookmarks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, special_id INTEGER DEFAULT 0, parent INTEGER,
    type INTEGER, title TEXT, url TEXT COLLATE NOCASE, num_children INTEGER DEFAULT 0,
    editable INTEGER DEFAULT 1, deletable INTEGER DEFAULT 1, hidden INTEGER DEFAULT 0,
    hidden_ancestor_count INTEGER DEFAULT 0, order_index INTEGER NOT NULL,
    external_uuid TEXT UNIQUE, read INTEGER DEFAULT NULL, last_modified REAL DEFAULT NULL,
    server_id TEXT, sync_key TEXT, sync_data BLOB, added INTEGER DEFAULT 1,
    deleted INTEGER DEFAULT 0, extra_attributes BLOB DEFAULT NULL,
    local_attributes BLOB DEFAULT NULL, fetched_icon BOOL DEFAULT 0, icon BLOB DEFAULT NULL,
    dav_generation INTEGER DEFAULT 0, locally_added BOOL DEFAULT 0,
    archive_status INTEGER DEFAULT 0, syncable BOOL DEFAULT 1,
    web_filter_status INTEGER DEFAULT 0, modified_attributes UNSIGNED BIG INT DEFAULT 0,
    date_closed REAL DEFAULT NULL, last_selected_child INTEGER DEFAULT NULL,
    subtype INTEGER DEFAULT 0, cookies_uuid TEXT DEFAULT NULL,
    local_storage_uuid TEXT DEFAULT NULL, session_storage_uuid TEXT DEFAULT NULL,
    is_marked_for_expiration INTEGER, topic_title TEXT, feature_text TEXT,
    fetched_feature_text BOOL DEFAULT 0
);

-- Chromium 156, Favicons, Top Sites, Shortcuts, Network Action Predictor, segmentation_platform/ukm_db
-- (whose table is called urls too: tests make it by hand).
CREATE TABLE icon_mapping (
  id INTEGER PRIMARY KEY,page_url LONGVARCHAR NOT NULL,icon_id INTEGER,page_url_type INTEGER DEFAULT 0
);

CREATE TABLE top_sites (
  url TEXT NOT NULL PRIMARY KEY,url_rank INTEGER NOT NULL,title TEXT NOT NULL
);

CREATE TABLE omni_box_shortcuts (
  id VARCHAR PRIMARY KEY,text VARCHAR,fill_into_edit VARCHAR,url VARCHAR,document_type INTEGER,
  contents VARCHAR,contents_class VARCHAR,description VARCHAR,description_class VARCHAR,
  transition INTEGER,type INTEGER,keyword VARCHAR,last_access_time INTEGER,number_of_hits INTEGER
);

CREATE TABLE network_action_predictor (
  id TEXT PRIMARY KEY,user_text TEXT,url TEXT,number_of_hits INTEGER,number_of_misses INTEGER
);
