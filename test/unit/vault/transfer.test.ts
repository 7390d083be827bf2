import { transferContract } from '../../contract/transfer';
import { makeSqliteTransferPlace } from './place';

transferContract('from SQLite to SQLite', {
	source: makeSqliteTransferPlace,
	target: makeSqliteTransferPlace,
});
