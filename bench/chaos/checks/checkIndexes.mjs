/** Each record is in the index of its status and in no other, and no index names what is not there. */
export function checkIndexes({ records, indexes, all }, findings) {
  for (const [id, { status }] of records) {
    const named = [...indexes].filter(([, ids]) => ids.has(id)).map(([name]) => name);
    if (named.length !== 1 || named[0] !== status) {
      findings.add(
        'indexes',
        `${id} is ${status}, and in the index of ${named.join(', ') || 'none'}`,
      );
    }
    if (!all.has(id)) findings.add('indexes', `${id} is not in the index of all jobs`);
  }
  for (const [name, ids] of [...indexes, ['all', all]]) {
    for (const id of ids) {
      if (!records.has(id)) findings.add('indexes', `${id} is in ${name}, and has no record`);
    }
  }
}
