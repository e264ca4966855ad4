"""The targets of the year's plan, in the words of the city's own report."""

import pytest

from cchc_lib.registry import Registry, Target

REPORT_60 = """
100% các cơ quan hành chính thuộc thành phố xây dựng kế hoạch cụ thể và tổ chức triển khai thực
hiện đầy đủ, toàn diện các nội dung trong kế hoạch CCHC năm 2020 của thành phố; tối thiểu 30% cơ
quan, đơn vị được kiểm tra CCHC trong năm 2020; 100% các cơ quan, đơn vị xây dựng kế hoạch và thực
hiện kiểm tra công tác CCHC đối với các phòng, ban, đơn vị trực thuộc; phấn đấu 100% các cơ quan,
đơn vị có sáng kiến CCHC; 100% UBND cấp huyện triển khai chấm điểm, xác định chỉ số CCHC đối với
các phòng chuyên môn và UBND cấp xã trực thuộc; 100% các cơ quan hành chính thuộc thành phố thực
hiện hội nghị đối thoại với người dân, tổ chức và doanh nghiệp về các vấn đề có liên quan tới giải
quyết công việc của người dân, tổ chức và doanh nghiệp thuộc thẩm quyền của cơ quan, đơn vị ít nhất
2 lần/năm… thành phố triển khai nhiều nhiệm vụ trọng tâm với mục tiêu phấn đấu có 100% các sở, ban,
ngành, UBND quận, huyện, thị xã xây dựng kế hoạch thông tin, tuyên truyền CCHC hoặc lồng ghép nhiệm
vụ thông tin, tuyên truyền trong kế hoạch CCHC của cơ quan, đơn vị... Bảo đảm 100% VBQPPL do HĐND
thành phố, UBND thành phố ban hành và các quyết định của UBND thành phố công bố TTHC được cập nhật,
công khai trên Cổng giao tiếp điện tử Hà Nội; 100% cổng thông tin điện tử các sở, ban, ngành thành
phố, UBND quận, huyện, thị xã đăng tải kịp thời văn bản về CCHC, thông tin về hoạt động CCHC của cơ
quan, đơn vị; 100% các trường THCS, THPT trên địa bàn được thông tin, tuyên truyền dịch vụ công
trực tuyến mức độ 3, mức độ 4 dùng chung của thành phố.
"""
"""The sentences of Báo cáo 60/BC-UBND of 12/3/2020 that hold targets."""
BOTH = ("departments", "districts")


def plan_2020(registry: Registry) -> dict[str, Target]:
    return {target.id: target for target in registry.plans[2020].targets}


def test_2020_has_the_ten_targets_of_report_60(registry: Registry) -> None:
    """Ten promises stand in the report, and the plan says it is complete."""
    assert list(plan_2020(registry)) == [
        "plan", "inspected", "self-inspection", "initiative", "index-scoring", "dialogue",
        "communication", "publication", "portal", "schools",
    ]  # fmt: skip
    assert registry.plans[2020].complete


def test_each_text_is_the_wording_of_the_report(registry: Registry) -> None:
    """Only the first letter may differ, where a clause became a sentence."""
    report = " ".join(REPORT_60.split())
    for target in plan_2020(registry).values():
        words = target.text.vi
        assert words in report or words[0].lower() + words[1:] in report, target.id


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plan", (BOTH, "unit", "share_of_units", 1, 100)),
        ("inspected", (BOTH, "city", "share_of_units", 1, 30)),
        ("self-inspection", (BOTH, "unit", "share_of_units", 1, 100)),
        ("initiative", (BOTH, "unit", "count_per_unit", 1, 100)),
        ("index-scoring", (("districts",), "unit", "share_of_units", 1, 100)),
        ("dialogue", (BOTH, "unit", "count_per_unit", 2, 100)),
        ("communication", (BOTH, "unit", "share_of_units", 1, 100)),
        ("publication", (("departments",), "city", "share_of_items", 1, 100)),
        ("portal", (BOTH, "unit", "share_of_units", 1, 100)),
        ("schools", (("districts",), "unit", "share_of_items", 1, 100)),
    ],
)
def test_scope_and_rule_of_the_targets_of_2020(
    registry: Registry, name: str, expected: tuple[tuple[str, ...], str, str, float, float]
) -> None:
    """Who is bound, who is held to it, and what must be reached."""
    target = plan_2020(registry)[name]
    found = (target.scope, target.assessed, target.rule, target.each, target.threshold)
    assert found == expected


def test_only_the_initiatives_are_aspirational(registry: Registry) -> None:
    """What the city strives for (phấn đấu) is not a promise."""
    aspirational = [target.id for target in plan_2020(registry).values() if not target.firm]
    assert aspirational == ["initiative"]


def test_what_is_expected_by_each_quarter(registry: Registry) -> None:
    """What must be in place at once, what is divided evenly, and what is seen in December."""
    assert {name: target.pacing for name, target in plan_2020(registry).items()} == {
        "plan": "every_quarter",
        "inspected": "linear",
        "self-inspection": "shares",
        "initiative": "linear",
        "index-scoring": "at_due_date",
        "dialogue": "linear",
        "communication": "every_quarter",
        "publication": "every_quarter",
        "portal": "every_quarter",
        "schools": "linear",
    }
    assert plan_2020(registry)["self-inspection"].pace_shares == (0, 0.5, 0.75, 1)


def test_every_pacing_calls_itself_a_project_default(registry: Registry) -> None:
    """The city does not divide its targets over quarters, and readers are told so."""
    for plan in registry.plans.values():
        for target in plan.targets:
            assert target.pacing_source.startswith("Mặc định của dự án:")
            assert target.source


def test_later_plans_are_marked_incomplete(registry: Registry) -> None:
    """Of 2025 and 2026 only what the press reported is known."""
    assert [registry.plans[year].complete for year in (2025, 2026)] == [False, False]


def test_dossiers_on_time_have_a_lower_threshold_in_two_fields(registry: Registry) -> None:
    """2025: 100% on time, 99% in environment and in planning and investment."""
    target = next(one for one in registry.plans[2025].targets if one.id == "on-time")
    exceptions = {one.field.vi: one.threshold for one in target.exceptions}
    assert target.threshold == 100
    assert exceptions == {"Tài nguyên và môi trường": 99, "Kế hoạch và đầu tư": 99}


def test_thresholds_of_2025_and_2026(registry: Registry) -> None:
    """SIPAS rises from 85% to 86%; inner units -15%, linked processing time -20%."""
    levels = {
        (year, target.id): target.threshold
        for year in (2025, 2026)
        for target in registry.plans[year].targets
    }
    assert levels == {
        (2025, "sipas"): 85,
        (2025, "on-time"): 100,
        (2025, "inner-units-cut"): 15,
        (2026, "sipas"): 86,
        (2026, "online-satisfaction"): 90,
        (2026, "on-time"): 100,
        (2026, "place-independent"): 100,
        (2026, "electronic-files"): 100,
        (2026, "linked-time-cut"): 20,
    }


def test_who_is_bound_by_a_target_reports_its_indicators(registry: Registry) -> None:
    """A target that reads what its scope does not report could never be met."""
    for plan in registry.plans.values():
        for target in plan.targets:
            for name in target.indicators:
                assert set(target.scope) <= set(registry.indicators[name].reported_by), target.id
