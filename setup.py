"""Read everything from settings.ini, so that nothing is said twice."""

import shutil
from configparser import ConfigParser
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

here = Path(__file__).parent
parser = ConfigParser(delimiters=["="])
parser.read(here / "settings.ini", encoding="utf8")
cfg = parser["DEFAULT"]


class WithNotebooks(build_py):
    "The package, with the notebooks that xfeat_run executes."

    def run(self):
        super().run()
        if self.editable_mode:
            return
        folder = Path(self.build_lib) / "xfeat" / "notebooks"
        folder.mkdir(parents=True, exist_ok=True)
        for notebook in (here / "nbs").glob("*.ipynb"):
            shutil.copyfile(notebook, folder / notebook.name)


class Sources(sdist):
    "What a wheel is built from."

    def add_defaults(self):
        super().add_defaults()
        notebooks = (here / "nbs").glob("*.ipynb")
        self.filelist.extend(["settings.ini", *[f"nbs/{path.name}" for path in notebooks]])


setup(
    name=cfg["lib_name"],
    version=cfg["version"],
    description=cfg["description"],
    keywords=cfg["keywords"],
    author=cfg["author"],
    author_email=cfg["author_email"],
    license="MIT",
    long_description=(here / "README.md").read_text(encoding="utf8")
    if (here / "README.md").exists()
    else "",
    long_description_content_type="text/markdown",
    packages=find_packages(include=["xfeat", "xfeat.*"]),
    package_data={"xfeat": ["assets/*", "tiny_models/*.md", "tiny_models/*/*"]},
    cmdclass={"build_py": WithNotebooks, "sdist": Sources},
    zip_safe=False,
    python_requires=f">={cfg['min_python']}",
    install_requires=cfg["requirements"].split(),
    extras_require={
        "dev": cfg["dev_requirements"].split(),
        "test": cfg["test_requirements"].split(),
        "sae-lens": cfg["saelens_requirements"].split(),
        "s3": cfg["s3_requirements"].split(),
        "s3-server": cfg["s3server_requirements"].split(),
        "ray": cfg["ray_requirements"].split(),
        "slurm": cfg["slurm_requirements"].split(),
    },
    entry_points={
        "console_scripts": cfg["console_scripts"].split(),
        "nbdev": [f"{cfg['lib_name']}={cfg['lib_path']}._modidx:d"],
    },
)
