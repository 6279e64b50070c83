{#-
    Builds a model by repeating one step until nothing changes, each round a table, on every engine.

    The model's query is the state before the first round. config(round=…) names the macro that takes the relation of
    a state and the round's number, from 1 on, and gives the query of the next one: the same columns and a boolean
    `has_changed`, true on rows that the round has changed. It may make tables of its own with make_round_table().
    What has not settled after config(most_rounds=…) rounds is an error, never a half-done result.
    With config(concerned=…) the rounds of an update are those of what it concerns: see kept_up.
-#}
{% materialization rounds, default %}
    {%- set most_rounds = config.get('most_rounds', 200) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks) }}
    {%- do drop_round_tables(model.name) -%}

    {%- set progress = namespace(state=make_round_table('0', sql), changed=1, rounds=0) -%}
    {%- for number in range(1, most_rounds + 1) if progress.changed > 0 -%}
        {%- set next_state = make_round_table(number | string, context[config.require('round')](progress.state, number)) -%}
        {%- set progress.changed = count_rows(next_state, 'has_changed') -%}
        {%- do adapter.drop_relation(progress.state) -%}
        {%- set progress.state = next_state -%}
        {%- set progress.rounds = number -%}
    {%- endfor -%}
    {%- if progress.changed > 0 -%}
        {%- do drop_round_tables(model.name) -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ': ' ~ progress.changed ~ ' rows still change after ' ~ most_rounds ~ ' rounds'
        ) -%}
    {%- endif -%}
    {%- do log(model.name ~ ': settled after ' ~ progress.rounds ~ ' rounds', info=false) -%}

    {%- do keep_up(target_relation, 'select ' ~ all_columns_except(['has_changed']) ~ ' from ' ~ progress.state) -%}
    {%- do drop_round_tables(model.name) -%}
    {%- do persist_docs(target_relation, model) -%}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
