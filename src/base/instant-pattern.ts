const day =
  '([0-9]{4}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|[0-9]{4}-(0[469]|11)-(0[1-9]|[12][0-9]|30)|[0-9]{4}-02-(0[1-9]|1[0-9]|2[0-8])|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)';
const clock = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?';
const offset = '( ?(Z|UTC|[+-](0[0-9]|1[0-5])(:?[0-5][0-9])?))?';

/** A day that the calendar has, from the year 1 on. Every database and JavaScript read this regular expression alike. */
export const datePattern = `^(?!0000)${day}$`;

/** Such a day, a time of day, and an offset or none. */
export const instantPattern = `^(?!0000)${day}[T ]${clock}${offset}$`;
