import { DAY, type PlatformClock } from '../clock';
import type { Corp } from '../world';
import { Refusal } from './refusal';
import { secret } from './secret';

export interface Media {
	id: string;
	corpId: string;
	type: string;
	fileName: string;
	contentType: string;
	bytes: Buffer;
	/** Told time in seconds. */
	createdAt: number;
	expiresAt: number;
	/** Proof of a payment that the provider has made for a customer. */
	isReceipt?: boolean;
}

type Upload = Pick<Media, 'type' | 'fileName' | 'contentType' | 'bytes' | 'isReceipt'>;

/** A company, or the provider with its own id. */
type Owner = Pick<Corp, 'corpId'>;

export const MEDIA_LIFE = 3 * DAY;
/** All files together; the oldest go first. */
const MOST_BYTES = 1024 ** 3;

/** Temporary media, shared by the apps of one company for three days, and images with a URL of their own. */
export class MediaLibrary {
	private readonly media = new Map<string, Media>();
	private readonly images = new Map<string, Media>();
	private stored = 0;

	constructor(private readonly clock: PlatformClock) {}

	store(owner: Owner, file: Upload): Media {
		const media = this.make(owner, file);
		this.media.set(media.id, media);
		this.stored += media.bytes.length;
		for (const oldest of this.media.values()) {
			if (this.stored <= MOST_BYTES) {
				break;
			}
			this.media.delete(oldest.id);
			this.stored -= oldest.bytes.length;
		}
		return media;
	}

	/** @throws Refusal 40007 for an id that is unknown, expired, or of another company */
	find(owner: Owner, id: string): Media {
		const media = this.media.get(id);
		if (!media || media.corpId !== owner.corpId || media.expiresAt <= this.clock.now()) {
			throw new Refusal(40007);
		}
		return media;
	}

	/** @throws Refusal 40007 unless this is a receipt that the owner has uploaded for the cashier */
	checkReceipt(owner: Owner, id: string): void {
		if (!this.find(owner, id).isReceipt) {
			throw new Refusal(40007);
		}
	}

	/** Keeps an image for good and gives the name under which it is served. */
	publish(owner: Owner, file: Upload): string {
		const media = this.make(owner, file);
		this.images.set(media.id, media);
		return media.id;
	}

	image(id: string): Media | undefined {
		return this.images.get(id);
	}

	private make(owner: Owner, file: Upload): Media {
		return {
			id: secret('3', 64),
			corpId: owner.corpId,
			createdAt: this.clock.toldSeconds(),
			expiresAt: this.clock.now() + MEDIA_LIFE,
			...file,
		};
	}
}
