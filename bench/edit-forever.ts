import { jsonFileWriter } from "../src/store/json-file/json-file-writer.ts";

/** Changes the store that is named, again and again, until it is killed; prints a line when it begins. */
const [, , file = ""] = process.argv;
const writer = jsonFileWriter(file, { now: () => new Date() });
process.stdout.write("begun\n");
for (let round = 0; ; round++) {
  await writer.transaction(async (transaction) => {
    const id = `generated-${round % (await transaction.count({}))}`;
    const article = await transaction.get(id);
    if (article) await transaction.put({ ...article, title: `${id} ${round}`, updated: transaction.now });
  });
}
