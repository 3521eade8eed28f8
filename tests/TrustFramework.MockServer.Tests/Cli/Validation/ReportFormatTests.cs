using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Cli.Validation;

/// <summary>The report formats of <c>validate</c>.</summary>
public sealed class ReportFormatTests
{
    [Fact]
    public async Task Text_has_a_line_with_location_for_each_finding_and_its_hint_below()
    {
        using var folder = CreateFolderWithErrors();

        var result = await folder.ValidateAsync(".");

        result.Output.Should().NotContain("\e");
        result.Output.TrimEnd().ReplaceLineEndings("\n").Split('\n').Should().Equal(
            "my policies/leaf, 1.xml:2:60: error base-exists: Policy with 'policyId': B2C_1A_GONE cannot be found in the directory '00000000-0000-0000-0000-000000000000'.",
            "    Upload 'B2C_1A_Gone' first, then 'B2C_1A_Leaf'.",
            "2 policies, 1 accepted, 1 refused, 0 notes");
    }

    [Fact]
    public async Task Json_is_one_object_with_every_policy_and_the_message_of_the_service()
    {
        using var folder = CreateFolderWithErrors();

        var result = await folder.ValidateAsync(".", "--format", "json");

        var report = JsonNode.Parse(result.Output)!;
        var (root, leaf) = (report["policies"]![1]!, report["policies"]![0]!);
        report["policies"]!.AsArray().Should().HaveCount(2);
        leaf["path"]!.GetValue<string>().Should().Be("my policies/leaf, 1.xml");
        leaf["policyId"]!.GetValue<string>().Should().Be("B2C_1A_Leaf");
        leaf["basePolicyId"]!.GetValue<string>().Should().Be("B2C_1A_Gone");
        leaf["accepted"]!.GetValue<bool>().Should().BeFalse();
        leaf["message"]!.GetValue<string>().Should().StartWith(
            "Validation failed: 1 validation error(s) found in policy \"B2C_1A_LEAF\" of tenant \"contoso.onmicrosoft.com\".Policy with 'policyId'");
        var finding = leaf["findings"]!.AsArray().Should().ContainSingle().Subject!.AsObject();
        finding.Select(member => member.Key).Should().Equal("rule", "level", "message", "file", "line", "column", "hint");
        (finding["rule"]!.GetValue<string>(), finding["level"]!.GetValue<string>(), finding["line"]!.GetValue<int>()).Should().Be(("base-exists", "error", 2));
        (root["accepted"]!.GetValue<bool>(), root["message"], root["basePolicyId"]).Should().Be((true, null, null));
        report["summary"]!.ToJsonString().Should().Be("""{"policies":2,"accepted":1,"refused":1,"warnings":0,"notes":0}""");
    }

    [Fact]
    public async Task Sarif_has_the_members_that_code_scanning_requires()
    {
        using var folder = CreateFolderWithErrors();

        var result = await folder.ValidateAsync(".", "--format", "sarif");

        var log = JsonNode.Parse(result.Output)!;
        log["$schema"]!.GetValue<string>().Should().Contain("sarif-2.1.0");
        log["version"]!.GetValue<string>().Should().Be("2.1.0");
        var run = log["runs"]!.AsArray().Should().ContainSingle().Subject!;
        var driver = run["tool"]!["driver"]!;
        driver["name"]!.GetValue<string>().Should().Be("TrustFramework.MockServer");
        driver["version"]!.GetValue<string>().Should().MatchRegex(@"^\d+\.\d+\.\d+$");
        var rules = driver["rules"]!.AsArray().Select(rule => rule!["id"]!.GetValue<string>()).ToList();
        rules.Should().OnlyHaveUniqueItems().And.Contain("schema").And.Contain("placeholder");
        driver["rules"]!.AsArray().Should().OnlyContain(rule => rule!["shortDescription"]!["text"]!.GetValue<string>().Length > 0);

        var finding = run["results"]!.AsArray().Should().ContainSingle().Subject!;
        rules.Should().Contain(finding["ruleId"]!.GetValue<string>());
        finding["level"]!.GetValue<string>().Should().Be("error");
        finding["message"]!["text"]!.GetValue<string>().Should().StartWith("Policy with 'policyId': B2C_1A_GONE");
        var place = finding["locations"]![0]!["physicalLocation"]!;
        place["artifactLocation"]!["uri"]!.GetValue<string>().Should().Be("my%20policies/leaf%2C%201.xml");
        place["region"]!.ToJsonString().Should().Be("""{"startLine":2,"startColumn":60}""");
        finding["partialFingerprints"]!["primaryLocationLineHash"]!.GetValue<string>().Should().MatchRegex("^[0-9a-f]{16}:1$");
    }

    [Fact]
    public async Task Sarif_reports_findings_without_a_file_as_notifications()
    {
        using var folder = new PolicyFolder().WriteKey("a.xml", "B2C_1A_A", "B2C_1A_Key");

        var result = await folder.ValidateAsync(".", "--format", "sarif");

        result.ExitCode.Should().Be(0);
        var run = JsonNode.Parse(result.Output)!["runs"]![0]!;
        run["results"]!.AsArray().Should().BeEmpty();
        run["invocations"]![0]!["toolExecutionNotifications"]![0]!["level"]!.GetValue<string>().Should().Be("note");
    }

    [Fact]
    public async Task GitHub_format_escapes_paths_and_messages_of_workflow_commands()
    {
        using var folder = new PolicyFolder()
            .WriteKey("a, b.xml", "B2C_1A_A", "100%:sure, yes")
            .WritePolicy("c.xml", "B2C_1A_C", tenant: "your-tenant.onmicrosoft.com");

        var result = await folder.ValidateAsync(".", "--format", "github", "--keys", "None");

        result.ExitCode.Should().Be(1);
        result.Output.ReplaceLineEndings("\n").Should()
            .MatchRegex(@"^::error file=a%2C b\.xml,line=\d+,col=\d+,title=key-set-exists::Tenant ""contoso\.onmicrosoft\.com"" does not have CryptographicKey referenced by storageReferenceId ""100%25:sure, yes""\.%0AName the key set")
            .And.MatchRegex(@"\n::notice file=c\.xml,line=1,col=\d+,title=placeholder::The placeholder 'your-tenant\.onmicrosoft\.com' is not filled in")
            .And.EndWith("\n2 policies, 1 accepted, 1 refused, 1 note\n");
    }

    private static PolicyFolder CreateFolderWithErrors() => new PolicyFolder()
        .WritePolicy("my policies/leaf, 1.xml", "B2C_1A_Leaf", "B2C_1A_Gone")
        .WritePolicy("root.xml", "B2C_1A_Root");
}
