using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("TrustFramework.MockServer.ClientTests.Hosting.SharedServerTestFramework", "TrustFramework.MockServer.ClientTests")]

namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>
/// Stops the shared servers after all tests. A collection fixture would make the tests run one after the other, xunit 2 has no fixture
/// for an assembly, and at process exit the test host does not wait.
/// </summary>
public sealed class SharedServerTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assembly, sources, diagnostics)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> tests, IMessageSink diagnostics, IMessageSink execution, ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, tests, diagnostics, execution, options)
    {
        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await SharedServer.StopAsync();
            await RestrictedServer.StopAsync();
            await AutomaticServer.StopAsync();
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
