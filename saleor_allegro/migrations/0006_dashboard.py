from django.db import migrations


class Migration(migrations.Migration):
    """No table changes: whoever migrates forwards through here gets the App of the dashboard.

    See `saleor_allegro.dashboard.migrating`.
    """

    dependencies = [
        ('saleor_allegro', '0005_stock_and_jobs'),
    ]

    operations = []
