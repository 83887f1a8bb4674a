"""Makes the Parquet files beside it: python make_parquet.py (pyarrow, see ORIGIN.md)."""

import datetime
import decimal

import pyarrow as pa
import pyarrow.parquet as pq

schema = pa.schema([
    ("id", pa.int64()),
    ("premise", pa.string()),
    ("hypothesis", pa.large_string()),
    ("label", pa.int8()),
    ("seen", pa.bool_()),
    ("score", pa.float64()),
    ("price", pa.decimal128(6, 2)),
    ("day", pa.date32()),
    ("tags", pa.list_(pa.string())),
    ("who", pa.struct([("name", pa.string()), ("age", pa.int32())])),
    ("raw", pa.binary()),
])
rows = [
    {"id": 7, "premise": "A man \"runs\".\nFast.", "hypothesis": "A man moves.", "label": 0, "seen": True,
     "score": 0.5, "price": decimal.Decimal("1.50"), "day": datetime.date(2024, 2, 29), "tags": ["x", "y"],
     "who": {"name": "Zoë", "age": 3}, "raw": "bytes ✓".encode()},
    {"id": 8, "premise": "Nobody sleeps.", "hypothesis": "Somebody sleeps.", "label": 2, "seen": None,
     "score": None, "price": None, "day": None, "tags": None, "who": None, "raw": None},
    {"id": 9, "premise": "A row without a gold label.", "hypothesis": "It is left out.", "label": -1, "seen": False,
     "score": 1e-3, "price": decimal.Decimal("0.00"), "day": None, "tags": [], "who": None, "raw": None},
]
table = pa.Table.from_pylist(rows, schema=schema)
for codec in ("snappy", "zstd", "gzip", "none"):
    pq.write_table(table, f"rows-{codec}.parquet", compression=codec, use_dictionary=codec != "none")
