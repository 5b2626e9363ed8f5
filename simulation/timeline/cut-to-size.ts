import { bytesOf } from './bytes-of.ts';
import { cutTexts } from './cut-texts.ts';
import type { Warning } from './timeline.ts';
import type { AnsweredEntry, TimelineAnswer } from './timeline-answer.ts';

/** Of an answer, in bytes of JSON; a little is left for what stands between. */
const MOST = 4_950_000;
/** Of these: for warnings, and for assumptions that are needed. */
const MOST_WARNINGS = 500_000;
const MOST_NEEDED = 1_500_000;
/** Every step has as much as its frame takes at most. */
const LEAST = 4_000;
/** In characters, of texts in what is cut, and of those that are told beside the steps. */
const LONGEST_TEXT = 150;
const LONGEST_BESIDE = 1_000;

const CUT: Warning = {
  message: 'some of what is told of steps is left out, since the timeline would become too large',
};

/**
 * A timeline of at most 5 MB, whatever it was: steps from the first on that does not fit are told without contents and with short
 * texts, those for which that is too much by what became of them alone. A warning says that something was cut.
 * @param isShort Something was already.
 */
export function cutToSize({ timeline, ...others }: TimelineAnswer, isShort = false): TimelineAnswer {
  const beside = {
    ...others,
    run: cutTexts(others.run, LONGEST_BESIDE),
    warnings: firstOf(cutTexts(others.warnings, LONGEST_BESIDE), MOST_WARNINGS),
    assumptions_needed: firstOf(cutTexts(others.assumptions_needed, LONGEST_BESIDE), MOST_NEEDED),
  };
  const { entries, isCut } = cutEntries(timeline, MOST - bytesOf(beside, MOST));
  const isWhole = !isCut && !isShort && bytesOf(beside, MOST) === bytesOf(others, MOST);
  return { ...beside, timeline: entries, warnings: isWhole ? beside.warnings : [...beside.warnings, CUT] };
}

/** The first members of a list, as far as they fit. */
function firstOf<Member>(members: readonly Member[], most: number): Member[] {
  let room = most;
  const first = members.findIndex((member) => {
    room -= bytesOf(member, room) + 1;
    return room < 0;
  });
  return first === -1 ? [...members] : members.slice(0, first);
}

function cutEntries(timeline: readonly AnsweredEntry[], most: number): { entries: AnsweredEntry[]; isCut: boolean } {
  const own = timeline.map((entry) => Math.min(bytesOf(entry, LEAST), LEAST));
  let room = own.reduce((left, bytes) => left - bytes, most);
  let isCut = false;
  const fits = (entry: AnsweredEntry, bytes: number): boolean => {
    const more = Math.max(0, bytesOf(entry, bytes + room) - bytes);
    const isRoom = more <= room;
    if (isRoom) room -= more;
    return isRoom;
  };
  const entries = timeline.map((entry, index) => {
    const bytes = own[index] ?? 0;
    // What follows is not measured as a whole any more: a run may hold megabytes at each of its steps.
    if (bytes < LEAST || (!isCut && fits(entry, bytes))) return entry;
    isCut = true;
    const short = shortened(entry);
    return fits(short, bytes) ? short : frameOf(short);
  });
  return { entries, isCut };
}

function shortened({ messages, invokes, ...entry }: AnsweredEntry): AnsweredEntry {
  return cutTexts(
    {
      ...entry,
      ...(messages && { messages: messages.map((message) => ({ ...message, rendered: undefined })) }),
      ...(invokes && { invokes: { ...invokes, context: {} } }),
    },
    LONGEST_TEXT,
  );
}

/** What has many parts is left out. */
function frameOf(entry: AnsweredEntry): AnsweredEntry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => typeof value !== 'object')) as AnsweredEntry;
}
