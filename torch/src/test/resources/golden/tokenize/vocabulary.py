"""Token ids by Python's tokenizers for the vocabulary that VocabularyBuilderTest makes.

usage: vocabulary.py TOKENIZER.json > vocabulary.json
"""
import json, sys
from tokenizers import Tokenizer

text = open(sys.argv[1], encoding="utf-8").read()
tokenizer = Tokenizer.from_str(text)
texts = ["", " ", "The fox sleeps under the bridge.", "Entailment Explanation: an animal rests", "zebra & <extra_id_3> quiz",
         "  two  blanks\tand a tab ", "naïve 😀 — isn't it?", "中文 fox", "underneath▁the bridges", "</s> fox"]
print(json.dumps(dict(tokenizer=text, rows=[dict(text=t, ids=tokenizer.encode(t).ids) for t in texts]), indent=1, ensure_ascii=False))
