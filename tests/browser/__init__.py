"""The pages in Saleor's dashboard, in a real browser: `make test-browser`.

    pytest --- Chromium ---> host/: does what the dashboard does, on an origin of its own
       |                       | frames, GraphQL
       | control               v
       +-----------------> shop/: Saleor with the plugin, a worker, a simulated Allegro

Needs no Saleor and no Django itself; `hosts/browser.py` starts the shop and says where it is.
"""
