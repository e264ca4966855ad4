"""The kernel that a report runs in: this very Python and this very code, wherever it is started.

Kernel specifications of the machine are not asked, because one called `python3` may name another
interpreter. The environment is the same for every report.
"""

import os
import subprocess
from pathlib import Path
from typing import Any

from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import Dict
from traitlets.config import Config

import cchc_lib

KERNEL = "python3"
CODE = Path(cchc_lib.__file__).resolve().parents[1]
SETTINGS = {
    # Sets of strings are walked in the same order in every run.
    "PYTHONHASHSEED": "0",
    # Two reports run side by side; sums are added up in the same order.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONUTF8": "1",
}


class ReportKernelManager(AsyncKernelManager):
    """Starts kernels of this interpreter with the environment given in the configuration."""

    environment = Dict(help="environment variables of the kernel").tag(config=True)

    @property
    def kernel_spec(self) -> KernelSpec:
        """The specification that ipykernel makes for this interpreter."""
        return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())

    async def _async_pre_start_kernel(
        self,
        **options: Any,  # noqa: ANN401 - as inherited
    ) -> tuple[list[str], dict[str, Any]]:
        options["env"] = {**os.environ, **self.environment}
        # What notebooks print comes over the channels; this would be the kernel's own talk.
        options["stdout"] = options["stderr"] = subprocess.DEVNULL
        return await super()._async_pre_start_kernel(**options)

    pre_start_kernel = _async_pre_start_kernel


def kernel_options(home: Path, scratch: Path) -> dict[str, object]:
    """What papermill hands on to the kernel's manager for one report.

    `home` is the project's folder (CCHC_HOME for the notebook), `scratch` a folder of this report
    alone: IPython's profile and history, the connection file and its sockets stand in it.
    """
    path = os.pathsep.join(part for part in (str(CODE), os.environ.get("PYTHONPATH")) if part)
    environment = {
        **SETTINGS,
        "PYTHONPATH": path,
        "CCHC_HOME": str(home),
        "IPYTHONDIR": str(scratch / "ipython"),
    }
    config = Config()
    config.ReportKernelManager.environment = environment
    config.ReportKernelManager.connection_file = str(scratch / "k.json")
    if os.name == "posix":
        # Ports can be taken by another kernel between choice and use: 4 of 200 starts failed.
        config.ReportKernelManager.transport = "ipc"
        config.ReportKernelManager.ip = str(scratch / "k")
    return {"kernel_manager_class": ReportKernelManager, "config": config}
