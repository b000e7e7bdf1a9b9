import { customType, uuid } from "drizzle-orm/pg-core";

/** A moment, read and written as an RFC 3339 UTC text with milliseconds (`Instant`). */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => "timestamp(3) with time zone",
  fromDriver: (value) => new Date(value).toISOString(),
});

/** Money and other exact decimals, as a number of major units; two decimals. */
export const money = customType<{ data: number; driverData: string }>({
  dataType: () => "numeric(15,2)",
  fromDriver: Number,
  toDriver: String,
});

/** First column of every table and of every primary key, so that the whole schema shards by account. */
export const accountId = () => uuid("account_id").notNull();
