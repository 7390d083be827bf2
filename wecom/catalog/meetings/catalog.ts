import type { Resource } from '../endpoint';
import { meetingBackground } from './background';
import { meetingConnector } from './connector';
import { meetingControl } from './control';
import { meetingEnrollment, webinarEnrollment } from './enrollment';
import { meetingLayout } from './layout';
import { meeting } from './meeting';
import { meetingAdvancedAccount } from './meeting-advanced-account';
import { meetingDevice } from './meeting-device';
import { meetingPhone } from './phone';
import { meetingPoll } from './poll';
import { meetingRecording } from './recording';
import { webinar } from './webinar';

/** 会议 with its Rooms会议室 */
export const meetings: readonly Resource[] = [
	meeting,
	meetingAdvancedAccount,
	meetingBackground,
	meetingConnector,
	meetingControl,
	meetingDevice,
	meetingEnrollment,
	meetingLayout,
	meetingPhone,
	meetingPoll,
	meetingRecording,
	webinar,
	webinarEnrollment,
];
