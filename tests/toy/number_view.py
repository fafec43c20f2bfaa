"""The number task in the window: all but a sample's caption is as for any task."""

from sft_gui.ui.tasks.view import Sample, TaskView


class NumberView(TaskView):
    def sample(self, told):
        return Sample(f"{told['predicted']:.2f} of {told['truth']:.2f}", told["score"], told["score"])
