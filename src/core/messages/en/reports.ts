/** English sentences of `reports`, keyed by message id; ICU message syntax. */
export const reportsMessages = {
  "reports.failed": "Could not be computed",
  "reports.failed.unexpected": "An unexpected error; the log of the service says more.",
  "reports.unknown": "Not available",
  "reports.few": "Too few failures",
  "reports.no_failures": "No failures",
  "reports.too_few": "too few",
  "reports.runhead": "{period} · issue {issue, number} · data to {data_to}",
  "reports.footer": "Meantime · {title}, {period} · issue {issue, number} · snapshot {snapshot}",
  "reports.data_to": "data to {data_to}",
  "reports.tiles": "Key figures",
  "reports.chart.table": "Table of these figures",
  "reports.chart.by_week": "by week",
  "reports.source": "Data: {attribution}{licence, select, none {} other {, {licence}}}.",

  "reports.pdf.page_before": "page ",
  "reports.pdf.page_between": " of ",
  "reports.pdf.appendix": "The figures as tables",
  "reports.pdf.table": "Table {number, number}. {finding}",

  "reports.email.why":
    "You get this because your address is on the list of {title}. To stop it, ask whoever runs Meantime at your site.",
  "reports.email.foot": "Issue {issue, number}, snapshot {snapshot}.",
  "reports.email.read": "Read the report",
  "reports.email.or_pdf": "or open the PDF attached.",
  "reports.email.open_pdf": "The whole report is in the PDF attached.",
  "reports.email.figure": "{name} {value} ({interval})",
  "reports.email.figure_unknown": "{name}: {word}",

  "reports.period.days_before": "the {days, plural, one {day} other {# days}} before",
  "reports.period.months_before": "the {months, plural, one {month} other {# months}} before",

  "reports.link.definition": "Definition",
  "reports.link.rows": "Rows",
  "reports.link.all": "All",
  "reports.link.dossier": "Dossier",
  "reports.link.quality": "Data quality",

  "reports.note.generated":
    "These data are made up by a generator; no figure describes a real plant.",
  "reports.note.characters":
    "No font of the PDF and of the mail''s picture has {count, plural, one {this character} other {these characters}}, shown there as \ufffd: {characters}.",
  "reports.note.failed":
    "{count, plural, one {One section} other {# sections}} of this report could not be computed; it is not mailed.",
  "reports.character": "{character} ({code})",
  "reports.name.availability":
    "{name}, {downtime, select, all {all stops} other {unplanned stops only}}",
  "reports.name.recurring": "{name} within {days, plural, one {# day} other {# days}}",

  "reports.missing.few":
    "{count, plural, one {# failure} other {# failures}}{has_interval, select, true {: {interval}} other {}}.",
  "reports.missing.empty":
    "None in {exposure} h{has_interval, select, true {: MTBF is {interval}} other {}}.",
  "reports.missing.no_ends": "The source records no end.",
  "reports.missing.no_stops": "The source records no stops.",
  "reports.missing.unknown": "Nothing recorded to compute it from.",

  "reports.n.failures": "{count, plural, one {# failure} other {# failures}}",
  "reports.n.stops": "{count, plural, one {# stop} other {# stops}}",
  "reports.n.records": "{count, plural, one {# record} other {# records}}",
  "reports.n.rows": "{count, plural, one {# row} other {# rows}}",
  "reports.n.ended":
    "{count, plural, one {# ended} other {# ended}}{open, plural, =0 {} other {, # still open}}{has_median, select, true {; median {median} h} other {}}",
  "reports.n.of_failures": "{part, number} of {count, plural, one {# failure} other {# failures}}",
  "reports.n.assets": "{count, number} {noun}",
  "reports.n.exposure": "{count} {noun}, {exposure} h",
  "reports.n.exposure_each": "{count} {noun} × {each} h",

  "reports.change.percent":
    "{change} on {is_month, select, true {{previous}''s {value}} other {{value} in {previous}}}",
  "reports.change.per_hour": "{change} per hour watched ({previous}: {value})",
  "reports.change.points": "{change} on {previous}",
  "reports.change.partial": "The data cover only part of {period}",
  "reports.change.no_data": "No data for {previous}",
  "reports.spark":
    "{name} by {grain}: first {first}, last {last}, lowest {lowest}, highest {highest}",

  "reports.answer.subject": "{period}: {words}",
  "reports.answer.subject_site": "{site}, {period}: {words}",
  "reports.answer.none":
    "{count, plural, one {The one {one} watched had no failure} other {None of the {count, number} {many} had a failure}} {is_part, select, true {in the part of {period} that the data cover} other {{phrase}}}.",
  "reports.answer.none_short":
    "no failures{is_part, select, true { in the part with data} other {}}",
  "reports.answer.unwatched": "Nothing was watched {phrase}.",
  "reports.answer.unwatched_short": "nothing was watched",
  "reports.answer.unknown": "How often {many} failed {phrase} is not known.",
  "reports.answer.unknown_short": "failures not known",
  "reports.answer.few":
    "{count, plural, one {One failure} =2 {Two failures} =3 {Three failures} other {# failures}} {phrase}: too few to say whether anything changed.",
  "reports.answer.few_short":
    "{count, plural, one {# failure} other {# failures}}, too few to compare",
  "reports.answer.alone":
    "{many} failed {count} times {phrase}{has_value, select, true {: once in {value} each} other {}}.",
  "reports.answer.alone_short":
    "{count, plural, one {# failure} other {# failures}}{has_value, select, true {, MTBF {value}} other {}}",
  "reports.answer.moved":
    "{many} failed {percent} {direction, select, less {less often} other {more often}} {phrase} than in {previous}{hours, select, none {} and_fewer {, and {hours_percent} fewer hours{base, select, watched { per hour watched} other {}} were lost} and_more {, and {hours_percent} more hours{base, select, watched { per hour watched} other {}} were lost} yet_fewer {, yet {hours_percent} fewer hours{base, select, watched { per hour watched} other {}} were lost} yet_more {, yet {hours_percent} more hours{base, select, watched { per hour watched} other {}} were lost} as_many {, yet as many hours{base, select, watched { per hour watched} other {}} were lost} other {; hours lost show no clear change}}{tail}.",
  "reports.answer.half_tail":
    ": half of {measure, select, count {the failures} other {them}} on {few, number} of {all} {noun}",
  "reports.answer.moved_short":
    "failures {direction, select, less {down} other {up}} {percent}{hours, select, none {} and_fewer {, hours lost down {hours_percent}} yet_fewer {, hours lost down {hours_percent}} and_more {, hours lost up {hours_percent}} yet_more {, hours lost up {hours_percent}} as_many {, hours lost unchanged} other {}}",
  "reports.answer.hours_moved":
    "{many} lost {percent} {direction, select, fewer {fewer} other {more}} hours{base, select, watched { per hour watched} other {}} {phrase} than in {previous}; how often they failed shows no clear change.",
  "reports.answer.hours_moved_short":
    "hours lost {direction, select, fewer {down} other {up}} {percent}, failures unchanged",
  "reports.answer.unmoved": "No clear change {phrase}.",
  "reports.answer.unmoved_short": "no clear change",
  "reports.answer.unmoved_half":
    "No clear change {phrase}: half of {measure, select, count {the failures} other {the hours lost}} fell on {few, number} of {all} {noun}.",

  "reports.ground.p": "p = {p}",
  "reports.ground.fewer":
    "per {base, select, calendar {calendar} other {operating}} hour {from} to {to} % fewer",
  "reports.ground.more":
    "per {base, select, calendar {calendar} other {operating}} hour {from} to {to} % more",
  "reports.ground.both":
    "per {base, select, calendar {calendar} other {operating}} hour between {fewer} % fewer and {more} % more",
  "reports.sure.clear":
    "The {direction, select, fall {fall} other {rise}} in failures is larger than chance would give ({now, number} against {before, number}; {ground}).",
  "reports.sure.chance":
    "{now, plural, one {# failure} other {# failures}} against {before, number} in {previous} can be chance ({ground}).",
  "reports.sure.few":
    "{now, plural, one {# failure} other {# failures}} against {before, number} in {previous}: too few to compare.",
  "reports.sure.partial":
    "The data cover only part of {period}, so it is not compared with another.",
  "reports.sure.partial_before": "The data cover only part of {previous}, so nothing is compared.",
  "reports.sure.no_data": "There are no data for {previous}, so nothing is compared.",
  "reports.sure.no_stops": "The source records no stops, so hours lost are not known.",
  "reports.sure.trend":
    "Failures came {direction, select, more {more} other {less}} and {direction, select, more {more} other {less}} often {phrase} (Laplace U = {u}, p = {p}), so one MTBF for the whole period misleads.",
  "reports.sure.record":
    "MTBF was the {which, select, highest {highest} other {lowest}} of the {count, number} whole months up to it.",
  "reports.sure.no_year": "No comparison with {period}: the data begin on {since}.",
  "reports.sure.year_partial": "No comparison with {period}: the data cover only part of it.",
  "reports.sure.year":
    "MTBF was {then} {phrase}{has_now, select, true {, now it is {now}} other {}}.",
  "reports.sure.no_target": "No target is set.",

  "reports.column.area": "Place",
  "reports.column.hours": "Hours lost",
  "reports.column.hours_unit": "h, {period}",
  "reports.column.hours_drawn": "Hours lost, drawn",
  "reports.column.failures": "Failures",
  "reports.column.failures_drawn": "Failures, drawn",
  "reports.column.interval": "{level} interval",
  "reports.column.against": "Against {previous}",
  "reports.against.same": "no clear change",
  "reports.against.more": "more often",
  "reports.against.less": "less often",
  "reports.against.too_few": "too few to say",
  "reports.against.unknown": "not comparable",
  "reports.worst.finding":
    "{count, plural, one {One} other {#}} of {all} {noun} took {share} of the {measure, select, count {failures} other {hours lost}} {phrase}",
  "reports.worst.sub":
    "By {measure, select, count {failures} other {hours lost}} {phrase}; {count, number} of {all} {noun}.",
  "reports.worst.none": "{measure, select, count {No failures} other {No hours lost}} {phrase}.",
  "reports.worst.few_note":
    "Fewer than {least, number} failures: no MTBF is printed, only the lower end of its interval.",
  "reports.worst.chance_note":
    "More often and less often: an exact test against {previous} gives p below 0.05; with {rows, plural, one {# row} other {# rows}} expect {expected} such marks by chance alone.",

  "reports.attention.none": "Nothing {phrase} meets a rule for attention.",
  "reports.attention.placed": "{tag}, {area},",
  "reports.attention.open_word": "Open",
  "reports.attention.open": "{asset} has been out since {since}",
  "reports.attention.open_body":
    "Open for {days, plural, one {# day} other {# days}} at the end of the data; {hours} of it {phrase}. Listed from {least, number} days on.",
  "reports.attention.often_word": "Often",
  "reports.attention.often":
    "{asset} failed {count, plural, one {once} other {# times}} {phrase}{has_earlier, select, true {, {earlier} in {previous}} other {}}",
  "reports.attention.often_body":
    "One failure in {value} h ({interval}). {all, plural, one {The only one that fails} other {One of # that fail}} more often than all other {noun} together: p {p}, corrected for {assets} looked at.",
  "reports.attention.unsure_word": "Unsure",
  "reports.attention.waiting":
    "{count, plural, one {One row} other {# rows}} of {source} could not be read",
  "reports.attention.waiting_body":
    "Of {rows_in, plural, one {# row} other {# rows}} read; {count, plural, one {it waits} other {they wait}} in quarantine with the reason, and {count, plural, one {leaves} other {leave}} once the source mends {count, plural, one {it} other {them}}.",
  "reports.attention.subjects": "{named}{more, plural, =0 {} other { and # more}}.",

  "reports.check.not_in_register": "{count, number} {noun} are not in the register",
  "reports.check.more": "{said}, and {more, plural, one {# more like it} other {# more like it}}",
  "reports.check.plain": "{rule}: {count, plural, one {# record} other {# records}}",

  "reports.quality.rows":
    "{source}: {rows_in, plural, one {# row} other {# rows}} read = {loaded} loaded + {unchanged} unchanged + {quarantined} set aside{waiting, plural, =0 {} other { (# still waiting)}}{excluded, plural, =0 {} one {; # row left out by a rule of the mapping} other {; # rows left out by a rule of the mapping}}.",
  "reports.quality.finding": "{title}.",
  "reports.quality.no_findings": "The checks of the data found nothing.",

  "reports.read.intervals":
    "Intervals are {level}; better and worse stand only where the change is larger than chance would give. Every figure leads to the records it was made from.",
  "reports.read.issue":
    "Issue {issue, number}, snapshot {snapshot}: a later correction in the source makes a new issue and does not change this one.",
  "reports.read.generated": "These data are made up by a generator.",
} as const;
