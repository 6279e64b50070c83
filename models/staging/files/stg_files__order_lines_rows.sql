{{ config(enabled=is_registered('files')) }}

{{ stage_own_file('order_lines', key=['order_id', 'line_number'], parent='orders') }}
