"""What tests and demo need started around them: environments, a PostgreSQL, Saleor checkouts.

Standard library alone, so that it runs on a machine that has only Python, git and make.
"""
