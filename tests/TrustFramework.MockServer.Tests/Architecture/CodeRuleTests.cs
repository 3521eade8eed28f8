using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;
using Mono.Cecil;
using Mono.Cecil.Cil;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Tests.Architecture;

/// <summary>Rules about what the compiled code does: docs/decisions/2026-11-architecture.md.</summary>
public sealed class CodeRuleTests
{
    private static readonly Assembly[] Assemblies = [typeof(PolicyReader).Assembly, typeof(TenantId).Assembly, typeof(Program).Assembly];

    [Fact]
    public void Handlers_contain_no_try_and_set_no_status_code()
    {
        // Kestrel's endpoints are not routes.
        var methods = Methods(type => OutermostType(type) is { Namespace: not "TrustFramework.MockServer.Hosting", Name: var name }
            && name.EndsWith("Endpoints", StringComparison.Ordinal)).ToList();

        methods.Should().HaveCountGreaterThan(40);
        methods.Where(method => WrittenHandlers(method).Any()).Select(method => method.FullName).Should().BeEmpty("a handler contains no try");
        methods.Where(SetsStatusCode).Select(method => method.FullName).Should().BeEmpty("a result sets the status code");
    }

    [Fact]
    public void Every_exception_is_caught_in_one_place_only()
    {
        var catching = Methods(_ => true)
            .Where(method => WrittenHandlers(method).Any(handler => handler.HandlerType == ExceptionHandlerType.Catch && handler.CatchType.FullName == "System.Exception"))
            .Select(method => OutermostType(method.DeclaringType).Name);

        catching.Distinct(StringComparer.Ordinal).Should().Equal("GraphErrorMiddleware");
    }

    [Fact]
    public void No_field_is_both_static_and_mutable()
    {
        var mutable = Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !IsGenerated(type))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && field.GetCustomAttribute<GeneratedCodeAttribute>() is null)
            .Select(field => $"{field.DeclaringType}.{field.Name}");

        mutable.Should().BeEmpty();
    }

    private static bool IsGenerated(Type type) =>
        type.GetCustomAttribute<GeneratedCodeAttribute>() is not null
        || type.GetCustomAttribute<CompilerGeneratedAttribute>() is not null
        || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static IEnumerable<MethodDefinition> Methods(Func<TypeDefinition, bool> isWanted) => Assemblies
        .SelectMany(assembly => AssemblyDefinition.ReadAssembly(assembly.Location).MainModule.GetTypes())
        .Where(type => isWanted(type) && !OutermostType(type).CustomAttributes.Any(attribute => attribute.AttributeType.Name == nameof(GeneratedCodeAttribute)))
        .SelectMany(type => type.Methods)
        .Where(method => method.HasBody);

    /// <summary>The handlers in the source code. The compiler adds one to each state machine.</summary>
    private static IEnumerable<ExceptionHandler> WrittenHandlers(MethodDefinition method)
    {
        var handlers = method.Body.ExceptionHandlers.Where(handler => handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter);
        var isStateMachine = method.Name == "MoveNext" && method.DeclaringType.Interfaces.Any(type => type.InterfaceType.Name == nameof(IAsyncStateMachine));
        return isStateMachine ? handlers.SkipLast(1) : handlers;
    }

    private static bool SetsStatusCode(MethodDefinition method) => method.Body.Instructions.Any(instruction =>
        instruction.Operand is MethodReference { Name: "set_StatusCode", DeclaringType.Name: "HttpResponse" });

    private static TypeDefinition OutermostType(TypeDefinition type) => type.DeclaringType is { } outer ? OutermostType(outer) : type;
}
