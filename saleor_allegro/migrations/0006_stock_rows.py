from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('saleor_allegro', '0005_offers'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='offer',
            name='is_sold_out',
        ),
        migrations.AddField(
            model_name='offer',
            name='sold_out_since',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='orderlink',
            index=models.Index(condition=models.Q(('state__in', ['due', 'waiting', 'failed', 'skipped'])), fields=['account', 'state'], name='allegro_link_no_order'),
        ),
    ]
