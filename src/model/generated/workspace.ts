/** Generated from schemas/workspace.schema.json by "npm run generate". Do not edit. */

export type Address =
  | string
  | {
      /**
       * A column.
       */
      table: string;
      /**
       * A column.
       */
      person: string;
      /**
       * A column.
       */
      address: string;
      where?: {
        [k: string]: string | number | boolean | (string | number | boolean)[];
      };
    };
export type Consent =
  | {
      /**
       * A column.
       */
      table: string;
      /**
       * A column.
       */
      person: string;
      /**
       * A column.
       */
      medium: string;
      /**
       * A column.
       */
      topic?: string;
      /**
       * A column.
       */
      granted_at: string;
      /**
       * A column.
       */
      revoked_at?: string;
      /**
       * A yes or no column: the row is about the night.
       */
      night?: string;
      /**
       * When times are numbers: seconds (s) or milliseconds (ms) since 1970.
       */
      unit?: 's' | 'ms';
    }
  | {
      /**
       * A yes or no column for each medium.
       */
      columns: {
        /**
         * A column.
         */
        email?: string;
        /**
         * A column.
         */
        sms?: string;
        /**
         * A column.
         */
        push?: string;
        /**
         * A column.
         */
        in_app?: string;
      };
    };
export type EventSource =
  | {
      /**
       * A column.
       */
      table: string;
      /**
       * A column.
       */
      person: string;
      /**
       * The column with the name of the event.
       */
      name: string;
      /**
       * A column.
       */
      at: string;
      /**
       * A column.
       */
      id?: string;
      /**
       * A JSON column with the properties.
       */
      properties?: string;
      /**
       * When times are numbers: seconds (s) or milliseconds (ms) since 1970.
       */
      unit?: 's' | 'ms';
    }
  | {
      /**
       * The name that every row of this table has as an event.
       */
      event: string;
      /**
       * A column.
       */
      table: string;
      /**
       * A column.
       */
      person: string;
      /**
       * A column.
       */
      at: string;
      /**
       * A column.
       */
      id?: string;
      /**
       * Property: column.
       */
      properties?: {
        /**
         * A column.
         */
        [k: string]: string;
      };
      /**
       * When times are numbers: seconds (s) or milliseconds (ms) since 1970.
       */
      unit?: 's' | 'ms';
    };
export type EmailChannel =
  | {
      provider: 'smtp';
      /**
       * smtp://user:password@host:587, from the environment: ${env:SMTP_URL}
       */
      url: string;
      /**
       * Name <address>
       */
      from: string;
      /**
       * Where answers go.
       */
      reply_to?: string;
      /**
       * mailto: or https: address: the List-Unsubscribe header of everything that is not transactional, and what {{unsubscribe_url}} becomes.
       */
      unsubscribe?: string;
      rate?: Rate;
      connections?: number;
    }
  | FileChannel;
/**
 * Messages a second or a minute: 200/s
 */
export type Rate = string;
export type Policy =
  | PolicyLevel
  | {
      level: PolicyLevel;
      max?: number;
      min?: number;
    };
export type PolicyLevel = 'off' | 'info' | 'warn' | 'deny';

/**
 * crm.yaml: where the people are, how they can be reached, what counts.
 */
export interface WorkspaceFile {
  /**
   * The name of this workspace.
   */
  workspace: string;
  /**
   * The IANA zone of schedules and of people without one: Asia/Seoul
   */
  timezone: string;
  /**
   * The language of people without one: ko
   */
  locale: string;
  /**
   * ISO 4217 code that amounts are in: KRW
   */
  currency?: string;
  /**
   * true: the people and events are made up; every report says so.
   */
  simulated?: boolean;
  store: Store;
  /**
   * Our own tables: what was applied, sent and measured.
   */
  ledger?: {
    /**
     * sqlite:.crm/ledger.db
     */
    url: string;
  };
  approval?: Approval;
  /**
   * Named environments (--env NAME) and what differs in them.
   */
  environments?: {
    [k: string]: Environment;
  };
  /**
   * How each medium is sent.
   */
  channels?: {
    email?: EmailChannel;
    sms?: FileChannel;
    push?: FileChannel;
    in_app?: FileChannel;
  };
  lifecycle: {
    /**
     * The team's own stages, in order.
     *
     * @minItems 1
     */
    stages: string[];
    /**
     * Groups of segments that must be disjoint and together cover everybody.
     */
    partitions?: {
      /**
       * @minItems 2
       */
      [k: string]: string[];
    };
  };
  strategy?: {
    objectives: {
      id: string;
      /**
       * A metric of this workspace.
       */
      metric: string;
      target: number;
      /**
       * Why it matters.
       */
      why: string;
    }[];
    /**
     * What every change of a plan must be.
     *
     * @minItems 1
     */
    must?: OwnRule[];
    /**
     * What no change of a plan may be.
     *
     * @minItems 1
     */
    must_not?: OwnRule[];
  };
  /**
   * The global control group: gets no advertising or service message at all.
   */
  holdout?: {
    percent: number;
    salt: string;
  };
  /**
   * How many messages one person gets, all campaigns together. Transactional ones are not held back, but count.
   *
   * @minItems 1
   */
  limits?: {
    /**
     * So many messages at most..
     */
    max: number;
    /**
     * ..in any stretch of time that is as long as this.
     */
    within: string;
    /**
     * Only messages of these channels; without it of all.
     *
     * @minItems 1
     */
    channels?: ('email' | 'sms' | 'push' | 'in_app')[];
    /**
     * Only messages of campaigns with one of these tags; without it of all.
     *
     * @minItems 1
     */
    tags?: string[];
  }[];
  metrics?: {
    [k: string]: Metric;
  };
  /**
   * What the app itself records about messages, with the property that carries our delivery key.
   */
  engagement?: {
    delivered?: EngagementEvent;
    shown?: EngagementEvent;
    clicked?: EngagementEvent;
    bounced?: EngagementEvent;
    complained?: EngagementEvent;
    unsubscribed?: EngagementEvent;
  };
  /**
   * Levels of the rules that a plan is checked against.
   */
  policies?: {
    [k: string]: Policy;
  };
  /**
   * A run with more people than this needs --confirm CAMPAIGN (default 10000).
   */
  confirm_over?: number;
}
export interface Store {
  /**
   * sqlite:data/store.db, or ${env:CRM_STORE_URL}; docs/stores.md has every form
   */
  url: string;
  people: {
    /**
     * A column.
     */
    table: string;
    /**
     * A column.
     */
    id: string;
    /**
     * When the person signed up; empty for visitors.
     */
    created_at?: string;
    /**
     * A column.
     */
    timezone?: string;
    /**
     * A column.
     */
    locale?: string;
    /**
     * Default: every column under its own name.
     */
    attributes?: {
      /**
       * A column, or a path into a JSON column: profile.city
       */
      [k: string]: string;
    };
    /**
     * Where each medium finds the address: a column, or a table of addresses.
     */
    addresses?: {
      email?: Address;
      sms?: Address;
      push?: Address;
    };
    consent?: Consent;
    /**
     * Where the person is, in degrees.
     */
    position?: {
      /**
       * A column, or a path into a JSON column.
       */
      lat: string;
      /**
       * A column, or a path into a JSON column.
       */
      lng: string;
    };
    /**
     * Attributes that count time in seconds (s) or milliseconds (ms) since 1970: {signed_up: ms}
     */
    units?: {
      [k: string]: 's' | 'ms';
    };
  };
  events?: EventSource[];
  /**
   * Tables with rows of a person: invoices, accounts.
   */
  related?: {
    [k: string]: {
      /**
       * The table.
       */
      table: string;
      /**
       * The column with the person's id.
       */
      person: string;
      /**
       * Columns that conditions may test.
       *
       * @minItems 1
       */
      columns: string[];
      /**
       * Columns that count time in seconds (s) or milliseconds (ms) since 1970.
       */
      units?: {
        [k: string]: 's' | 'ms';
      };
    };
  };
}
/**
 * Which plans somebody else has to approve before they are applied (crm approve).
 */
export interface Approval {
  /**
   * always: every plan with changes; on-warning: one in which a rule warns or denies; on-deny: one in which an exception lifts what a rule denies.
   */
  review: 'always' | 'on-warning' | 'on-deny' | 'never';
  /**
   * So many people must approve it (default 1), none of them the one who made the plan.
   */
  approvals?: number;
  /**
   * Who may approve, by the names they work under; without it everybody who can write the ledger.
   *
   * @minItems 1
   */
  approvers?: string[];
}
export interface Environment {
  store?: {
    /**
     * Its store.
     */
    url: string;
  };
  ledger?: {
    /**
     * Its ledger.
     */
    url: string;
  };
  approval?: Approval;
}
export interface FileChannel {
  provider: 'file';
  /**
   * An NDJSON file, one message a line (default outbox/<medium>.ndjson).
   */
  path?: string;
  /**
   * The sender that is written beside each message.
   */
  from?: string;
  rate?: Rate;
  /**
   * Where an unsubscribe link leads; what {{unsubscribe_url}} becomes.
   */
  unsubscribe?: string;
}
export interface OwnRule {
  /**
   * The rule is called must.<id> or must_not.<id>.
   */
  id: string;
  /**
   * What the rule is for; shown to whoever breaks it.
   */
  why: string;
  /**
   * What happens when it is broken (default deny).
   */
  level?: 'off' | 'info' | 'warn' | 'deny';
  /**
   * A JSON Schema (2020-12) of a change as crm plan --format json has it: address, action, after, audience ..
   */
  change: {};
}
/**
 * A conversion: an event, tests on its properties, and what is added up when it is not a yes or no.
 */
export interface Metric {
  /**
   * The name of the event.
   */
  event: string;
  /**
   * @minItems 1
   */
  where?: PropertyTest[];
  /**
   * Add up this property instead of counting people.
   */
  sum?: string;
}
/**
 * A test on one property of the event, with exactly one operator.
 */
export interface PropertyTest {
  /**
   * The property, or a path into it: dj.id
   */
  property: string;
  /**
   * Equal to this value.
   */
  is?: string | number | boolean;
  /**
   * Not equal to this value; a missing value counts as not equal.
   */
  is_not?: string | number | boolean;
  /**
   * One of these values.
   *
   * @minItems 1
   */
  in?: (string | number | boolean)[];
  /**
   * None of these values; a missing value counts.
   *
   * @minItems 1
   */
  not_in?: (string | number | boolean)[];
  /**
   * This number or more.
   */
  at_least?: number | string;
  /**
   * More than this number.
   */
  more_than?: number | string;
  /**
   * This number or less.
   */
  at_most?: number | string;
  /**
   * Less than this number.
   */
  less_than?: number | string;
  /**
   * From the first to the second, both included.
   *
   * @minItems 2
   * @maxItems 2
   */
  between?: (number | string)[];
  /**
   * The exact complement of between.
   *
   * @minItems 2
   * @maxItems 2
   */
  not_between?: (number | string)[];
  /**
   * The text contains this.
   */
  contains?: string;
  /**
   * The text does not contain this; a missing text counts.
   */
  not_contains?: string;
  /**
   * The text starts with this.
   */
  starts_with?: string;
  /**
   * The text ends with this.
   */
  ends_with?: string;
  /**
   * true: has a value. false: is missing (NULL, JSON null, no such key).
   */
  exists?: boolean;
  /**
   * true: missing, '', [] or {}. false: the complement.
   */
  empty?: boolean;
  /**
   * Strictly before this instant, date or relative time.
   */
  before?: string;
  /**
   * Strictly after this instant, date or relative time.
   */
  after?: string;
  /**
   * In the past, not longer ago than this.
   */
  within?: string;
  /**
   * In the future, not farther than this.
   */
  within_next?: string;
  /**
   * Longer ago than this.
   */
  older_than?: string;
  /**
   * Compare text without regard to upper and lower case (default false).
   */
  ignore_case?: boolean;
}
export interface EngagementEvent {
  /**
   * The name of the event.
   */
  event: string;
  /**
   * The property with the delivery key: props.crm_id
   */
  delivery: string;
}
