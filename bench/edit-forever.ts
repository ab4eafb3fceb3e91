import { editStore } from "../src/store/json-file/edit-store.ts";

/** Changes the store that is named, again and again, until it is killed; says when it begins. */
const [, , file = ""] = process.argv;
process.stdout.write("begun\n");
for (let round = 0; ; round++) {
  await editStore(
    file,
    (store) => ({
      ...store,
      articles: store.articles.map((article, index) =>
        index === round % store.articles.length ? { ...article, title: `${article.id} ${round}` } : article,
      ),
    }),
    { now: () => new Date() },
  );
}
