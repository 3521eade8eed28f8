namespace TrustFramework.MockServer.Tests.Cli.Validation;

/// <summary>The option <c>--continue</c>: all errors of all policies in one run.</summary>
public sealed class ContinueTests
{
    private const string InvalidJourney =
        """<UserJourneys><UserJourney Id="J"><OrchestrationSteps><OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="E" TechnicalProfileReferenceId="Gone" /></ClaimsExchanges></OrchestrationStep></OrchestrationSteps></UserJourney></UserJourneys>""";

    [Fact]
    public async Task A_policy_whose_base_policy_is_refused_is_validated_too()
    {
        using var folder = CreateFolder("""<ClaimsProviders><ClaimsProvider><DisplayName>A</DisplayName><TechnicalProfiles><TechnicalProfile Id="A"><DisplayName>A</DisplayName><Protocol Name="None" /><CryptographicKeys><Key Id="k" StorageReferenceId="B2C_1A_Gone" /></CryptographicKeys></TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>""");

        var stopped = await folder.ValidateAsync(".", "--keys", "Other");
        var continued = await folder.ValidateAsync(".", "--keys", "Other", "--continue");

        stopped.Output.Should().Contain("error key-set-exists").And.NotContain("\"Gone\"");
        continued.ExitCode.Should().Be(1);
        continued.Output.Should().Contain("base.xml:").And.Contain("error key-set-exists").And.MatchRegex("leaf\\.xml:\\d+:\\d+: error [a-z-]+: .*\"?Gone")
            .And.Contain("leaf.xml:2:").And.Contain("Base policy 'B2C_1A_Base' (base.xml) failed validation. Fix it first.")
            .And.EndWith($"2 policies, 0 accepted, 2 refused, 0 notes{Environment.NewLine}");
        continued.Output.Split("key-set-exists").Should().HaveCount(2);
    }

    [Fact]
    public async Task A_policy_whose_base_policy_violates_the_schema_is_validated_too()
    {
        using var folder = CreateFolder("<Nonsense />");

        var stopped = await folder.ValidateAsync(".");
        var continued = await folder.ValidateAsync(".", "--continue");

        stopped.Output.Should().Contain("base.xml:2:4: error schema: ").And.Contain("pass --continue").And.NotContain("Gone");
        continued.Output.Should().Contain("base.xml:2:4: error schema: ").And.MatchRegex("leaf\\.xml:\\d+:\\d+: error [a-z-]+: .*Gone").And.NotContain("pass --continue");
    }

    [Fact]
    public async Task All_stages_of_a_policy_and_all_violations_of_the_schema_are_reported()
    {
        using var folder = new PolicyFolder().Write("a.xml", TrustFrameworkClient.Policy(
            "NoPrefix", attributes: " DeploymentMode=\"None\" Color=\"red\"", innerXml: InvalidJourney.Replace("Order=\"1\"", "Order=\"one\"", StringComparison.Ordinal)));

        var result = await folder.ValidateAsync("a.xml", "--continue");

        result.Output.Should().Contain("DeploymentMode").And.Contain("'Color'").And.Contain("'one'").And.Contain("error prefix: ").And.Contain("Gone");
    }

    [Fact]
    public async Task A_policy_whose_base_policy_is_not_XML_is_validated_as_far_as_possible()
    {
        using var folder = new PolicyFolder().Write("base.xml", "<TrustFrameworkPolicy PolicyId=\"B2C_1A_Base\"").WritePolicy("leaf.xml", "Leaf", "B2C_1A_Base");

        var result = await folder.ValidateAsync(".", "--continue");

        result.Output.Should().Contain("error not-xml: ").And.Contain("error prefix: ").And.Contain("The rest of this file is validated when the base policy can be read.");
    }

    [Fact]
    public async Task Valid_policies_are_accepted()
    {
        using var folder = new PolicyFolder().WritePolicy("base.xml", "B2C_1A_Base").WritePolicy("leaf.xml", "B2C_1A_Leaf", "B2C_1A_Base");

        var result = await folder.ValidateAsync(".", "--continue");

        result.Should().Be(new CommandResult(0, $"2 policies, 2 accepted, 0 refused, 0 notes{Environment.NewLine}", ""));
    }

    /// <summary>Creates a base policy with this content, and a policy with an error of its own that inherits from it.</summary>
    private static PolicyFolder CreateFolder(string inBase) => new PolicyFolder()
        .Write("base.xml", TrustFrameworkClient.Policy("B2C_1A_Base", innerXml: inBase))
        .Write("leaf.xml", TrustFrameworkClient.Policy("B2C_1A_Leaf", "B2C_1A_Base", innerXml: InvalidJourney));
}
