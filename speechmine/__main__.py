"""Run the command line as ``python -m speechmine``."""

from speechmine.cli.main import main

if __name__ == "__main__":
    main()
