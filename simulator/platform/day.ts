import { DAY, HOUR } from '../clock';

/** Days of the platform begin at midnight in China. */
const OFFSET = 8 * HOUR;

/** The midnight before a moment, or the moment itself when it is one. */
export function startOfDay(moment: number): number {
	return Math.floor((moment + OFFSET) / DAY) * DAY - OFFSET;
}

/** The midnight after a moment, or the moment itself when it is one. */
export function endOfDay(moment: number): number {
	return Math.ceil((moment + OFFSET) / DAY) * DAY - OFFSET;
}
