"""Writes events.tfevents with TensorBoard's own record writer and messages: see ORIGIN.md."""
from pathlib import Path

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

WALL_TIME = 1_795_600_000.5
EVENTS = [
    (20, {"train/epoch": 0.25, "train/loss": 2.125, "train/learning_rate": 6e-4}),
    (20, {"train/epoch": 0.25, "eval/accuracy": 1 / 3, "eval/collapsed": 1.0}),
    (300, {"train/epoch": 3.75, "train/loss": 0.4321, "train/learning_rate": 1.5e-5}),
]

with open(Path(__file__).with_name("events.tfevents"), "wb") as file:
    writer = RecordWriter(file)
    writer.write(Event(wall_time=WALL_TIME, file_version="brain.Event:2").SerializeToString())
    for step, figures in EVENTS:
        values = [Summary.Value(tag=tag, simple_value=figure) for tag, figure in figures.items()]
        writer.write(Event(wall_time=WALL_TIME, step=step, summary=Summary(value=values)).SerializeToString())
