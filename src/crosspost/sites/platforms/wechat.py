"""Public articles of WeChat: controls in boxes that nothing names, the account as the site."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "WeChat",
    hosts=("mp.weixin.qq.com",),
    marks=(("rich_media_content", "js_content"),),
    keys={
        "site": "#js_name",
        "date": "#publish_time",
        "remove": [
            "#meta_content",
            ".rich_media_tool",
            ".rich_media_area_extra",
            ".wx_stream_article_slide_tip_wrp",
            ".wx_bottom_modal_msg_tips",
            ".comment_editor",
            "#js_pc_qr_code",
        ],
    },
)
