using TrustFramework.MockServer.Tests.Policies;

namespace TrustFramework.MockServer.Tests.Cli.Validation;

/// <summary>The command <c>validate</c>: its input files, its findings and its exit code.</summary>
public sealed class ValidateCommandTests
{
    [Fact]
    public async Task A_complete_chain_is_accepted_with_any_file_names()
    {
        using var folder = new PolicyFolder()
            .WritePolicy("1.xml", "B2C_1A_Leaf", "B2C_1A_MID")
            .WritePolicy("deep/2.XML", "B2C_1A_Mid", "B2C_1A_Root")
            .WritePolicy("deep/deeper/3.xml", "B2C_1A_Root")
            .Write("notes.txt", "not a policy");

        var result = await folder.ValidateAsync(".");

        result.Should().Be(new CommandResult(0, $"3 policies, 3 accepted, 0 refused, 0 notes{Environment.NewLine}", ""));
    }

    [Theory]
    [InlineData("There is no file or folder 'nowhere'.", "nowhere")]
    [InlineData("There is no *.xml file in 'empty'.", "empty")]
    [InlineData("There is no file or folder ''.", "")]
    [InlineData("'--formt' is not an option of this command. Run it with --help for a list.", "a.xml", "--formt", "json")]
    [InlineData("Argument 'yaml' not recognized.", "a.xml", "--format", "yaml")]
    [InlineData("Required argument missing for command: 'validate'.")]
    [InlineData("Required argument missing for option: '--tenant'.", "a.xml", "--tenant")]
    [InlineData("--tenant is 'contoso_x'. Use a domain name such as contoso.onmicrosoft.com", "a.xml", "--tenant", "contoso_x")]
    [InlineData("--tenant is ''.", "a.xml", "--tenant", "")]
    [InlineData("--keys is empty.", "a.xml", "--keys", " ")]
    [InlineData("--keys names the folder 'empty'. Name the file in it: empty/keysets.json", "a.xml", "--keys", "empty")]
    [InlineData("The key set file 'none.json' cannot be read", "a.xml", "--keys", "none.json")]
    [InlineData("bad.json: ", "a.xml", "--keys", "bad.json")]
    public async Task A_usage_error_is_one_line_with_exit_code_2(string reason, params string[] arguments)
    {
        using var folder = new PolicyFolder().WritePolicy("a.xml", "B2C_1A_A").Write("empty/a.txt", "").Write("bad.json", "{");

        var result = await folder.ValidateAsync(arguments);

        (result.ExitCode, result.Output).Should().Be((2, ""));
        result.Errors.Should().StartWith("validate: ").And.Contain(reason);
        result.Errors.TrimEnd().Split('\n').Should().ContainSingle();
    }

    [Fact]
    public async Task A_missing_base_policy_is_reported_once_at_the_reference_to_it()
    {
        using var folder = new PolicyFolder()
            .WritePolicy("leaf.xml", "B2C_1A_Leaf", "B2C_1A_Mid")
            .WritePolicy("mid.xml", "B2C_1A_Mid", "B2C_1A_Gone");

        var result = await folder.ValidateAsync("leaf.xml", "mid.xml");

        result.ExitCode.Should().Be(1);
        result.Output.Should()
            .MatchRegex(@"mid\.xml:2:\d+: error base-exists: Policy with 'policyId': B2C_1A_GONE cannot be found in the directory '00000000-0000-0000-0000-000000000000'\.")
            .And.MatchRegex(@"leaf\.xml:2:\d+: error base-refused: Base policy 'B2C_1A_Mid' \(mid\.xml\) failed validation\. Fix it first\.")
            .And.EndWith($"2 policies, 0 accepted, 2 refused, 0 notes{Environment.NewLine}");
        result.Output.Split("base-exists").Should().HaveCount(2);
    }

    [Fact]
    public async Task Every_policy_of_a_cycle_is_refused_and_so_is_every_policy_that_inherits_from_one()
    {
        using var folder = new PolicyFolder()
            .WritePolicy("a.xml", "B2C_1A_A", "B2C_1A_B")
            .WritePolicy("b.xml", "B2C_1A_B", "B2C_1A_A")
            .WritePolicy("leaf.xml", "B2C_1A_Leaf", "B2C_1A_A")
            .WritePolicy("self.xml", "B2C_1A_Self", "B2C_1A_Self");

        var result = await folder.ValidateAsync(".");

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("a.xml:2:").And.Contain("b.xml:2:").And.Contain("self.xml:2:").And.MatchRegex(@"leaf\.xml:2:\d+: error base-refused");
        result.Output.Split("error cycle: ").Should().HaveCount(4);
        result.Output.Should().EndWith($"4 policies, 0 accepted, 4 refused, 0 notes{Environment.NewLine}");
    }

    [Fact]
    public async Task A_refused_base_policy_does_not_hide_the_errors_of_policies_that_inherit_from_it()
    {
        using var folder = new PolicyFolder()
            .WriteKey("base.xml", "B2C_1A_Base", "B2C_1A_Gone")
            .WriteKey("leaf.xml", "Leaf", "B2C_1A_Gone", "B2C_1A_Base");

        var result = await folder.ValidateAsync(".", "--keys", "Other");

        result.ExitCode.Should().Be(1);
        result.Output.Should().MatchRegex(@"base\.xml:\d+:\d+: error key-set-exists").And.MatchRegex(@"leaf\.xml:\d+:\d+: error prefix: ")
            .And.Contain("leaf.xml:2:").And.Contain("Base policy 'B2C_1A_Base' (base.xml) failed validation.");
        result.Output.Split("key-set-exists").Should().HaveCount(2);
    }

    [Theory]
    [InlineData("<TrustFrameworkPolicy PolicyId=\"B2C_1A_Base\"", "error not-xml: The policy being uploaded is not XML")]
    [InlineData("<TrustFrameworkPolicy PolicyId=\"B2C_1A_Base\" />", "base.xml:1:2: error schema: Schema validation error found at line 1 col 2")]
    public async Task If_a_base_policy_is_invalid_the_policies_that_inherit_from_it_report_only_that(string broken, string reason)
    {
        using var folder = new PolicyFolder()
            .Write("base.xml", broken)
            .WriteKey("mid.xml", "B2C_1A_Mid", "B2C_1A_Gone", "B2C_1A_Base")
            .WritePolicy("leaf.xml", "B2C_1A_Leaf", "B2C_1A_Mid");

        var result = await folder.ValidateAsync(".", "--keys", "Other");

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain(reason).And.NotContain("key-set-exists").And.NotContain("base-exists");
        result.Output.Split("error base-refused: Base policy 'B2C_1A_Base' (base.xml) failed validation. Fix it first.").Should().HaveCount(3);
        result.Output.Should().EndWith($"3 policies, 0 accepted, 3 refused, 0 notes{Environment.NewLine}");
    }

    [Fact]
    public async Task The_nearest_of_several_base_policies_with_the_same_id_is_used()
    {
        using var folder = new PolicyFolder()
            .Write("a/base.xml", "<bad PolicyId=\"B2C_1A_Base\" />")
            .WritePolicy("b/base.xml", "B2C_1A_Base")
            .WritePolicy("b/leaf.xml", "B2C_1A_Leaf", "B2C_1A_Base")
            .WritePolicy("b/deep/leaf.xml", "B2C_1A_Leaf", "B2C_1A_Base");

        var result = await folder.ValidateAsync(".");

        result.Output.Should().EndWith($"4 policies, 3 accepted, 1 refused, 0 notes{Environment.NewLine}");
    }

    [Fact]
    public async Task Of_equally_near_base_policies_the_one_that_causes_no_errors_is_used_and_a_note_names_it()
    {
        using var folder = new PolicyFolder()
            .WritePolicy("a/base.xml", "B2C_1A_Base", "B2C_1A_Gone")
            .WritePolicy("b/base.xml", "B2C_1A_Base")
            .WritePolicy("c/base.xml", "B2C_1A_Base")
            .WritePolicy("d/leaf.xml", "B2C_1A_Leaf", "B2C_1A_Base");

        var result = await folder.ValidateAsync(".");

        result.Output.Should().Contain("d/leaf.xml:2:").And.Contain("note base-ambiguous: 3 equally near files contain the base policy 'B2C_1A_Base'. This run uses b/base.xml.")
            .And.EndWith($"4 policies, 3 accepted, 1 refused, 1 note{Environment.NewLine}");
    }

    [Theory]
    [InlineData(0, "1 accepted, 0 refused, 0 notes", "--keys", "One,Key Two")]
    [InlineData(0, "1 accepted, 0 refused, 0 notes", "--keys", "b2c_1a_key")]
    [InlineData(0, "1 accepted, 0 refused, 0 notes", "--keys", "other/sets.json")]
    [InlineData(0, "1 accepted, 0 refused, 0 notes", "--keys", "One", "--ignore-keys")]
    [InlineData(0, "note keys-not-checked: The existence of key sets is not checked.")]
    [InlineData(1, "Name the key set with --keys", "--keys", "One")]
    public async Task Key_sets_are_checked_against_the_key_sets_that_are_given(int exitCode, string expected, params string[] arguments)
    {
        using var folder = new PolicyFolder()
            .WriteKey("a.xml", "B2C_1A_A", "B2C_1A_Key")
            .Write("other/sets.json", """{"keySets":[{"id":"Key","keys":[{"use":"sig","k":"plain secret"}]}]}""");

        var result = await folder.ValidateAsync(["a.xml", .. arguments]);

        (result.ExitCode, result.Errors).Should().Be((exitCode, ""));
        result.Output.Should().Contain(expected).And.NotContain("plain secret");
    }

    [Fact]
    public async Task A_key_set_file_beside_the_policies_is_used_by_default()
    {
        using var folder = new PolicyFolder()
            .WriteKey("a.xml", "B2C_1A_A", "B2C_1A_Key")
            .WriteKey("b.xml", "B2C_1A_B", "B2C_1A_Gone")
            .Write("keysets.json", """{"keySets":[{"id":"Key"}]}""");

        var result = await folder.ValidateAsync("a.xml", "b.xml");

        result.Output.Should().Contain("b.xml:").And.Contain("storageReferenceId \"B2C_1A_Gone\"").And.Contain("2 policies, 1 accepted, 1 refused, 0 notes");
    }

    [Fact]
    public async Task Each_file_is_validated_for_its_own_tenant_unless_one_is_given()
    {
        using var folder = new PolicyFolder()
            .WritePolicy("a.xml", "B2C_1A_A", tenant: "fabrikam.onmicrosoft.com")
            .WritePolicy("b.xml", "B2C_1A_B", "B2C_1A_A");

        var own = await folder.ValidateAsync(".");
        var given = await folder.ValidateAsync(".", "--tenant", TrustFrameworkClient.Domain);

        own.ExitCode.Should().Be(0, own.Output);
        given.ExitCode.Should().Be(1);
        given.Output.Should().Contain("a.xml:1:").And.Contain("error tenant: TenantId in the policy xml 'fabrikam.onmicrosoft.com' is not same as the one in login tenant");
    }

    [StarterPackFact]
    public async Task The_starter_pack_is_accepted_except_for_the_file_that_the_service_refuses_too()
    {
        var result = await CommandRunner.RunAsync(StarterPack.Root!, "validate", ".", "--ignore-keys");

        // StarterPackTests explains why.
        result.ExitCode.Should().Be(1, result.Output);
        result.Output.Should().Contain("57 policies, 56 accepted, 1 refused");
        result.Output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Should()
            .OnlyContain(line => line.Contains("client-id", StringComparison.Ordinal) && line.Contains("\"B2C_1A_PasswordChange\"", StringComparison.Ordinal)).And.HaveCount(2);
    }
}
