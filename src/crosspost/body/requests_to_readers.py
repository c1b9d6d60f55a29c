"""Lines that a site puts into articles: adverts' labels, and requests to subscribe or follow.

Of 776 such lines on labelled pages of articles, 5 are in the text that is the truth.
"""

from __future__ import annotations

import re
from typing import Final

from crosspost.lazy_regex import lazy_compile

_LONGEST: Final = 400  # characters

_NETWORK = (
    r"(?:twitter|x|facebook|instagram|linkedin|youtube|mastodon|bluesky|threads|telegram|tiktok"
    r"|whatsapp|pinterest|google news)\b"
)
_ADVERT = lazy_compile(
    r"\W*(?:advertise?ments?|advertising|sponsored(?: content| post)?"
    r"|(?:the )?(?:story|article|post|page) continues (?:below|after)\b.{0,60}"
    r"|anzeige|werbung|advertorial|publicité|annonce|publicidad|publicidade|pubblicità|reclame"
    r"|advertentie|annons|mainos|reklama?|реклама|広告|スポンサーリンク|广告|廣告|광고|إعلان"
    r"|(?:article|text|inhalt) (?:geht|wird) (?:weiter|unter).{0,60}"
    r"|la suite après (?:cette|la) publicité|continua después de la publicidad"
    r"|continua (?:dopo|após) (?:la|a) pubblici\w+)\W*",
    re.I,
)
# What begins such a line, and what must follow in it.
_PATTERNS: Final = (
    # To read a newsletter.
    r"(?:please )?(?:get|receive|sign up|subscribe|join|want (?:more|to)|never miss"
    r"|enter your)\b.{0,120}?(?:\byour inbox\b|\b(?:our|my)\b.{0,40}?\b(?:newsletters?"
    r"|mailing list|e-?mails?)\b)",
    r".{0,80}?\bis a (?:reader|listener)[- ]supported (?:publication|newsletter|podcast)\b"
    r"|thanks for reading\b.{0,80}?[!.] (?:subscribe|this post is public)\b",
    r"(?:abonnieren sie|melden sie sich|jetzt)\b.{0,80}?\bnewsletter\b.{0,60}?"
    r"\b(?:an(?:melden)?|abonnieren)\b|abonnieren sie\b.{0,60}?\bnewsletter",
    r"(?:inscrivez-vous|abonnez-vous|recevez)\b.{0,80}?\b(?:newsletter|infolettre|boîte mail)",
    r"(?:suscríbete|suscríbase|regístrate|recibe)\b.{0,80}?\b(?:newsletter|boletín)",
    r"(?:iscriviti|abbonati|ricevi)\b.{0,80}?\bnewsletter",
    r"(?:inscreva-se|assine|receba)\b.{0,80}?\bnewsletter",
    r"(?:schrijf (?:je|u) in|meld (?:je|u) aan|abonneer (?:je|u))\b.{0,80}?\bnieuwsbrief",
    # To follow.
    rf"(?:please )?(?:follow|like|find|connect with)\s(?:\w+|@\w+)(?:\s\w+)?\son\s{_NETWORK}",
    rf"(?:please )?(?:join|like|subscribe to)\s(?:us|our|the|my)\b.{{0,20}}?\b{_NETWORK}",
    rf"(?:folgen sie|folge) (?:uns|mir)\b.{{0,40}}?\b{_NETWORK}",
    rf"suivez[- ](?:nous|moi)\b.{{0,40}}?\b{_NETWORK}|(?:síguenos|seguici|siga-nos|volg ons)\b"
    rf".{{0,40}}?\b{_NETWORK}",
    # To rate, to give, to read in another language.
    r"(?:please )?(?:rate|how would you rate|click to rate) this (?:article|post|page|story)\b",
    r"(?:how (?:useful|helpful) was|(?:was|did you find)) this (?:article|post|page|story)\b",
    r"thank(?:s| you) for (?:completing|subscribing|signing up|rating|voting"
    r"|your (?:vote|rating))\b",
    r"(?:please )?support\b.{0,80}?\b(?:donate|become a (?:patron|member|supporter)"
    r"|patreon|ko-fi)\b",
    r"buy me a (?:coffee|beer)\b",
    r"this (?:article|post|story|page) is (?:also )?available in\b.{0,60}?\blanguages?\b",
    # To consent to what another site shows.
    r"(?:empfohlener (?:externer|redaktioneller) inhalt|externer inhalt|an dieser stelle (?:finden"
    r" sie|findest du|befindet sich|steht)\b.{0,30}?\bextern)",
    r"(?:to view|in order to view|to see) this (?:content|video|post|embed)\b.{0,80}?"
    r"\b(?:accept|consent|enable|allow|cookies)\b",
    r"(?:dieser|der) inhalt wird von .{1,40}? bereitgestellt\b"
    r"|(?:ja, )?ich bin (?:damit )?einverstanden, dass mir (?:der |die )?externe"
    r"|(?:deine|ihre) (?:privatsphäre|datenschutz|cookie)-?einstellungen\b.{0,40}?\b(?:verhinder"
    r"|blockier|erlauben)",
    r"(?:your|the) (?:privacy|cookie) (?:settings|preferences)\b.{0,60}?\b(?:prevent|block)",
    r"(?:vos|tes) (?:paramètres|préférences) (?:de confidentialité|de cookies)\b.{0,60}?"
    r"\b(?:empêche|bloque)",
    r"um diese[nsm]? (?:externen )?(?:inhalte?|videos?|tweets?|beitrag)\b.{0,30}?\b(?:sehen|anzu\w+"
    r"|laden|darzu\w+)\b.{0,80}?(?:zustimm|akzeptier|einwillig|cookies)",
    r"pour (?:voir|afficher|visualiser) (?:ce contenu|cette vidéo|ce tweet)\b.{0,80}?"
    r"\b(?:accept|cookies|consent)",
    # To print; disclaimers.
    r"scroll (?:through|down)\b.{0,40}?\b(?:download|load) all (?:images|pictures)\b",
    r"(?:the )?(?:views?|opinions?)(?:,? (?:and|or) opinions?)? expressed\b.{0,120}?"
    r"\b(?:(?:do|does) not|are (?:those|their own|his own|her own|the author))\b",
)
_REQUEST = lazy_compile(rf"\W*+(?:{'|'.join(_PATTERNS)})", re.I | re.S)


def is_request(text: str) -> bool:
    """Tell whether a line labels an advert, or asks readers to subscribe, follow, rate or give."""
    if len(text) > _LONGEST:
        return False
    return bool(_ADVERT.fullmatch(text) or _REQUEST.match(text))
