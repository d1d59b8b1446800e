"""What doccano's own import makes of a file: run by the Python of an environment that has it, prints JSON.

doccano is a web application, so that its parts are found in its package and told its settings before they are imported.
"""

from __future__ import annotations

import json
import os
import sys


def main(file: str) -> None:
    """Print the texts, spans and relations of a JSONL file, as they would go into a project, and what was refused."""
    import backend

    sys.path.insert(0, backend.__path__[0])
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.development"
    import django

    django.setup()
    from data_import.pipeline.data import TextData
    from data_import.pipeline.label import RelationLabel, SpanLabel
    from data_import.pipeline.makers import ExampleMaker, LabelMaker
    from data_import.pipeline.parsers import JSONLParser
    from data_import.pipeline.readers import FileName, Reader
    from projects.models import Project

    parser = JSONLParser(encoding="utf-8")
    (rows,) = Reader([FileName(file, file, file)], parser).batch(1_000)
    examples = ExampleMaker(Project(), TextData, exclude_columns=["entities", "relations"])
    texts = examples.make(rows)
    spans = LabelMaker("entities", SpanLabel).make(rows)
    relations = LabelMaker("relations", RelationLabel).make(rows)
    told = {
        "texts": [each.text for each in texts],
        "spans": [(each.id, each.start_offset, each.end_offset, each.label) for each in spans],
        "relations": [(each.from_id, each.to_id, each.type) for each in relations],
        "refused": [str(each) for each in [*parser.errors, *examples.errors]],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
