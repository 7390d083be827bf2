import type { Resource } from '../endpoint';
import { document } from './document';
import { documentAdvancedAccount } from './document-advanced-account';
import { form } from './form';
import { smartSheet } from './smart-sheet';
import { smartSheetChat } from './smart-sheet-chat';
import { smartSheetField } from './smart-sheet-field';
import { smartSheetFieldGroup } from './smart-sheet-field-group';
import { smartSheetPermission } from './smart-sheet-permission';
import { smartSheetRecord } from './smart-sheet-record';
import { smartSheetView } from './smart-sheet-view';
import { spreadsheet } from './spreadsheet';

export const documents: readonly Resource[] = [
	document,
	documentAdvancedAccount,
	form,
	smartSheet,
	smartSheetChat,
	smartSheetField,
	smartSheetFieldGroup,
	smartSheetPermission,
	smartSheetRecord,
	smartSheetView,
	spreadsheet,
];
