# Sourced by the checks of exported models: a Python with the packages they need, as $export_python.
export_environment=.build/export-venv
export_requirements=scripts/check-export-requirements.txt
export_python=$export_environment/bin/python

# The copy of the requirements goes in last, so that an installation that was cut short is done again.
if ! cmp -s "$export_requirements" "$export_environment/requirements.txt"; then
    python3 -m venv --clear "$export_environment"
    "$export_environment/bin/pip" install --quiet --requirement "$export_requirements"
    cp "$export_requirements" "$export_environment/requirements.txt"
fi
