{#-
    The id of a customer seen for the first time: neutral text derived from its earliest record's key, never
    from an e-mail, phone or name. 80 bits of MD5 over the salt and the key: with 100 million customers the
    chance of one collision is below 1 in 200 million; a uniqueness test watches it.
-#}
{% macro new_customer_id(record_id) -%}
    'cus_' || substr(md5('{{ var("customer_id_salt") }}' || '/' || {{ record_id }}), 1, 20)
{%- endmacro %}
