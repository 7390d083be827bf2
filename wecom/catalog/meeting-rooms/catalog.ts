import type { Resource } from '../endpoint';
import { roomBooking } from './booking';
import { meetingRoom } from './room';

/** 会议室 */
export const meetingRooms: readonly Resource[] = [meetingRoom, roomBooking];
