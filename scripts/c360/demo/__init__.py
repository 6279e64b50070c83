"""The demonstration company: a made-up retailer whose raw exports look like those of real tools.

``world.build`` conducts; people behave (people, purchases, messaging, web, service), exports tell
what the company's tools saw of it (shop, crm, mailing, tills, and the rows that web and service
write), dirt spoils the exports, truth keeps what really was.
"""
