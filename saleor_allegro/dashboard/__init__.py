"""DOOR: Allegro in Saleor's dashboard: the companion App, its pages, the check of its token.

    GET  dashboard/<view>     an empty page: a script asks the dashboard for the person's token
    POST dashboard/<view>     the view as a piece of HTML, for whoever sends a good token
    POST dashboard/widgets/*  what the dashboard frames on its own pages, as a whole page

Views read and change through GraphQL alone, as the person they are shown to.
"""
