@echo off
rem Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
rem
rem Runs the command line from this checkout, and builds it first where that is needed. The launcher for other systems,
rem xprim-models, tells what the files below target\launcher are; here "sources" also holds the list of the sources as built.
rem
rem JAVA_HOME        the JDK to use (17 or later); otherwise java on the PATH
rem XPRIM_JAVA_OPTS  more flags for java; they come after the ones set here and win over them

setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"
set "state=%root%\target\launcher"
set "log=%state%\build.log"
set "lock=%state%\lock"
set "found=%TEMP%\xprim-models-sources-%RANDOM%%RANDOM%.txt"

set "java=java"
if not defined JAVA_HOME goto java_on_path
set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto java_found
>&2 echo xprim-models: JAVA_HOME is "%JAVA_HOME%", which has no bin\java.exe; set it to a JDK 17 or later.
exit /b 1
:java_on_path
where /q java || (
    >&2 echo xprim-models: no java on the PATH; install a JDK 17 or later, or set JAVA_HOME to one.
    exit /b 1
)
:java_found

call :is_fresh && goto run
call :check_java || exit /b 1
call :check_maven || exit /b 1
md "%state%" 2>nul
if not exist "%state%\" (
    >&2 echo xprim-models: "%state%" cannot be written; run it once as a user who may write there.
    exit /b 1
)
call :take_lock || exit /b 1
call :is_fresh || call :build_anew
set "status=%ERRORLEVEL%"
rd "%lock%" 2>nul
if not "%status%"=="0" (
    del "%found%" 2>nul
    exit /b 1
)

:run
del "%found%" 2>nul
set /p build=<"%state%\current"
"%java%" -XX:+UseSerialGC -Xms16m -Xmx1g -XX:MaxInlineLevel=9 -Xshare:auto -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED -Dhttp.maxConnections=16 -Djdk.http.auth.tunneling.disabledSchemes= -Djdk.httpclient.bufsize=262144 -Djdk.httpclient.windowsize=1048576 -Dsun.net.httpserver.nodelay=true %XPRIM_JAVA_OPTS% -cp "%state%\%build%\jars\*" io.xprim.models.cli.Main %*
exit /b %ERRORLEVEL%

rem Whether the last build is that of these sources: same files, sizes and times.
:is_fresh
call :list_sources >"%found%"
if not exist "%state%\current" exit /b 1
set "build="
set /p build=<"%state%\current"
if not exist "%state%\%build%\jars\" exit /b 1
fc /b "%found%" "%state%\%build%\sources" >nul 2>nul
exit /b %ERRORLEVEL%

:list_sources
for %%f in ("%root%\pom.xml" "%root%\xprim-models.cmd" "%root%\.mvn\*") do echo %%~tzf %%f
for /d %%m in ("%root%\xprim-models-*") do (
    for %%f in ("%%m\pom.xml") do echo %%~tzf %%f
    if exist "%%m\src\main\" call :list_folder "%%m\src\main"
)
exit /b 0

rem Apart, because the folder of for /r may not be a variable of for.
:list_folder
for /r "%~1" %%f in (*) do echo %%~tzf %%f
exit /b 0

:check_java
set "version="
for /f "tokens=3" %%v in ('call "%java%" -version 2^>^&1 ^| findstr /c:" version "') do if not defined version set "version=%%~v"
if not defined version (
    >&2 echo xprim-models: "%java%" does not tell its version; set JAVA_HOME to a JDK 17 or later.
    exit /b 1
)
for /f "delims=.-" %%v in ("%version%") do if %%v lss 17 (
    >&2 echo xprim-models: "%java%" is too old ^(Java %version%^); set JAVA_HOME to a JDK 17 or later.
    exit /b 1
)
exit /b 0

:check_maven
where /q mvn || (
    >&2 echo xprim-models: no mvn on the PATH, and the first run needs it to build; install Maven 3.8 or later.
    exit /b 1
)
set "version="
for /f "tokens=3" %%v in ('mvn -B -version 2^>nul ^<nul ^| findstr /c:"Apache Maven "') do if not defined version set "version=%%v"
for /f "tokens=1,2 delims=." %%a in ("%version%") do (
    if %%a gtr 3 exit /b 0
    if %%a equ 3 if %%b geq 8 exit /b 0
)
>&2 echo xprim-models: mvn is too old or does not tell its version ^(%version%^); install Maven 3.8 or later.
exit /b 1

rem A folder cannot tell who made it, so a lock that a killed build left is removed by hand; the message says so.
:take_lock
set "waiting="
:try_lock
md "%lock%" 2>nul && exit /b 0
if not defined waiting >&2 echo Waiting for another build of xprim-models ^(if there is none, remove "%lock%"; log: %log%^)
set "waiting=yes"
ping -n 2 127.0.0.1 >nul
goto try_lock

:build_anew
set "reason=sources changed"
if not exist "%state%\current" set "reason=first run, needs Maven Central"
>&2 echo Building xprim-models (%reason%; log: %log%)
set "build=build-%RANDOM%%RANDOM%"
md "%state%\%build%" || exit /b 1
rem As they are now: a change while Maven runs is found by the next run.
call :list_sources >"%state%\%build%\sources"
call mvn -B -q -f "%root%\pom.xml" -Dlauncher -Dbuild.folder=target/launcher/%build% -pl xprim-models-cli -am package <nul >"%log%" 2>&1
set "status=%ERRORLEVEL%"
for /d %%m in ("%root%\xprim-models-*") do rd /s /q "%%m\target\launcher\%build%" 2>nul
if not "%status%"=="0" goto build_failed
>"%state%\current.new" echo %build%
move /y "%state%\current.new" "%state%\current" >nul || exit /b 1
rem Jars that a run still has open cannot be removed here, so this takes no care to keep any.
for /d %%b in ("%state%\build-*") do if /i not "%%~nxb"=="%build%" rd /s /q "%%b" 2>nul
exit /b 0

:build_failed
rd /s /q "%state%\%build%" 2>nul
>&2 echo The build failed; its log:
>&2 type "%log%"
>&2 echo xprim-models: the build failed: mvn ended with status %status%; log: %log%
exit /b 1
