const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Words that end an operand: after one of these a value, a name or a clause is still to come. */
const CONNECTIVES = words(
  'select from where and or not in like ilike similar between is as on using join inner left right full cross outer natural lateral ' +
    'group order by having limit offset fetch union except intersect all any some distinct set values into insert update delete merge ' +
    'with recursive returning case when then else create alter drop table exists only for window over partition conflict do ' +
    'interval array escape collate default references check unique primary foreign constraint to rlike regexp div mod xor replace top ' +
    'truncate explain analyze execute call grant revoke prewhere sample final settings format ignore',
);

/** Words that can never be a table alias, a column alias or an identifier in running SQL. */
const RESERVED = words(
  'select from where and or not in like ilike between is as on using join inner left right full cross natural lateral group order having ' +
    'limit offset fetch union except intersect all any some distinct set values into returning case when then else end for window when ' +
    'create table references check unique primary foreign constraint default with only do null true false array asc desc both leading ' +
    'trailing collate desc grant user to tablesample',
);

const COMPARISONS = words('= <> != < > <= >= ~ ~* !~ !~* <=> == ~~ ~~* !~~ !~~* @> <@ && ?| ?& @@ @? -> ->> #> #>> || + - * / % ^ & | # << >> := ? !=- =>');

const AGGREGATES = words(
  'count sum avg min max array_agg string_agg json_agg jsonb_agg json_object_agg jsonb_object_agg bool_and bool_or every bit_and bit_or ' +
    'stddev stddev_pop stddev_samp variance var_pop var_samp percentile_cont percentile_disc mode corr regr_slope regr_intercept xmlagg ' +
    'group_concat total uniq uniqexact sumif countif avgif any_value range_agg',
);

/** Functions whose arguments are usually columns or expressions rather than values. */
const COLUMN_FUNCTIONS = words(
  'date_trunc date_part to_char date_format extract timezone strftime todate todatetime tostartofinterval tostartofday tostartofhour convert_tz ' +
    'lower upper trim btrim length coalesce ifnull nullif greatest least cast convert date year month day hour row_number rank lag lead ' +
    'first_value last_value to_jsonb to_json json_build_object jsonb_build_object row_to_json grouping distinct concat concat_ws round floor ceil',
);

/** Words followed by a parenthesis that is no function call. */
const NOT_CALLS = words(
  'in any some all exists values as on using and or not where having when then else case from join select set into returning over filter by ' +
    'array row check references key unique primary foreign include with within group order limit offset distinct only between like ilike ' +
    'lateral union except intersect is partition conflict table view materialized inherits interval returns engine if default constraint ' +
    'coalesce greatest least nullif extract overlay position trim cast treat xmlelement grouping normalize rollup cube sets window',
);

/** True for a word after which an operand is still to come, such as WHERE or AND. */
export const isConnective = (word: string): boolean => CONNECTIVES.has(word);

/** True for a word that cannot be a name or an alias. */
export const isReserved = (word: string): boolean => RESERVED.has(word);

/** True for an operator that takes a value on its right, such as `=` or `->>`. */
export const isComparison = (operator: string): boolean => COMPARISONS.has(operator);

/** True for the name of an aggregate function, in lower case. */
export const isAggregate = (name: string): boolean => AGGREGATES.has(name);

/** True for a function whose arguments are mostly columns, in lower case. */
export const takesColumns = (name: string): boolean => AGGREGATES.has(name) || COLUMN_FUNCTIONS.has(name);

/** True for a word that opens a parenthesis without being a function. */
export const isNoCall = (word: string): boolean => NOT_CALLS.has(word);
